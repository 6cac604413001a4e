import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { Icon } from './icon.tsx';

/** What the person has to do, quietly under the screen; what is done is ticked. */
export const Instructions = () => {
  const { instructions } = useDesk().snapshot;
  const { t } = useText();
  if (instructions === null) return null;
  return (
    <ul className="instructions" aria-label={t('instruction.label')}>
      {instructions.map(({ id, done }) => (
        <li key={id} data-done={done}>
          <Icon name={done ? 'check' : 'waiting'} />
          <span>{t(`instruction.${id}`)}</span>
          {done ? <span className="for-screen-readers">{t('instruction.done')}</span> : null}
        </li>
      ))}
    </ul>
  );
};

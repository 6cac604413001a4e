import { BigButton } from '../../components/big-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { KeyTouch, OnlyYou, PhoneLock, Tick } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

const pictures = { reveal: OnlyYou, register: KeyTouch, confirm: Tick, retest: PhoneLock } as const;

/** What the person sees now, without the pass, and how to go on or stop. */
export const OperatorWatch = ({ screen }: { readonly screen: ScreenOf<'operator/watch'> }) => {
  const { t } = useText();
  const Picture = pictures[screen.at];
  const name = screen.person.givenName;
  return (
    <Panel
      picture={<Picture />}
      title={t(`watch.${screen.at}`, { name })}
      lead={t('watch.lead', { name })}
      actions={
        <>
          <BigButton intent="desk.show-welcome" request={{}} look="main" icon="arrow">
            {t('watch.give-back', { name })}
          </BigButton>
          <BigButton intent="enrollment.person-left" request={{}}>
            {t('watch.left')}
          </BigButton>
        </>
      }
    >
      <PersonLine person={screen.person} />
    </Panel>
  );
};

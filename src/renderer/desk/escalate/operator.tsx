import { BigButton } from '../../components/big-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { useSentence } from '../verify/sentence.ts';

/** A step was not passed and the script says whom to call: shown before anything else is asked. */
export const OperatorEscalate = ({ screen }: { readonly screen: ScreenOf<'operator/escalate'> }) => {
  const { t } = useText();
  const sentence = useSentence(screen.question, screen.person);
  return (
    <Panel
      tone="decide"
      title={t('escalate.title', { contact: screen.contact })}
      lead={t('escalate.lead')}
      actions={
        <BigButton intent="verify.escalated" request={{}} look="main" icon="arrow">
          {t('escalate.done')}
        </BigButton>
      }
    >
      <PersonLine person={screen.person} />
      <p>
        {sentence} <strong>{t(`answer.${screen.outcome}`)}</strong>
      </p>
    </Panel>
  );
};

import { Icon } from '../../components/icon.tsx';
import type { ApprovalRequest, PersonOnScreen } from '../../../shared/index.ts';
import { useText, type Text } from '../../text/index.ts';

type Answered = ApprovalRequest['proofing'][number];

const looks = {
  passed: { icon: 'check', effect: 'allows' },
  failed: { icon: 'stop', effect: 'refuses' },
  'not-possible': { icon: 'warning', effect: 'needs-approval' },
} as const;

const questionOf = ({ kind, text }: Answered, person: PersonOnScreen, t: Text['t']): string => {
  if (kind === 'site') return text ?? '';
  return t(`proof.${kind}`, { name: person.givenName });
};

/** Which document or ticket it was, where the answer is one; else yes, no or neither. */
const answerOf = ({ outcome, evidence }: Answered, { t, find }: Text): string =>
  evidence === null ? t(`approver.answer-${outcome}`) : (find(`document.${evidence}`) ?? evidence);

interface ProofingProps {
  readonly proofing: ApprovalRequest['proofing'];
  readonly person: PersonOnScreen;
}

/** What the operator has looked at, question by question, and what they said. */
export const Proofing = ({ proofing, person }: ProofingProps) => {
  const text = useText();
  const { t } = text;
  return proofing.map((one) => {
    const { icon, effect } = looks[one.outcome];
    return (
      <details key={one.step} className="reason" data-effect={effect} data-step={one.step}>
        <summary>
          <Icon name={icon} />
          <span>
            {t('approver.answer', { question: questionOf(one, person, t), answer: answerOf(one, text) })}
          </span>
        </summary>
        <p className="soft">{t('approver.answered')}</p>
      </details>
    );
  });
};

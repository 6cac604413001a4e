import { Icon, type IconName } from '../../components/icon.tsx';
import type { ProofOutcome, QuestionOnScreen, RequestOf } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';

export type Answer = RequestOf<'verify.answer'>;

/** Sends the answer to a question; what goes with it is empty unless the question asks for it. */
export const useAnswer = (
  question: QuestionOnScreen,
): ((outcome: ProofOutcome, more?: Partial<Answer>) => void) => {
  const { send } = useDesk();
  return (outcome, more = {}) =>
    send('verify.answer', { step: question.step, outcome, documentClass: null, ticket: null, ...more });
};

const icons: Readonly<Record<ProofOutcome, IconName>> = {
  passed: 'check',
  failed: 'cross',
  'not-possible': 'unsure',
};

/** One of the three answers, large enough for a glove. */
export const AnswerButton = ({
  outcome,
  disabled = false,
  onPress,
  children,
}: {
  readonly outcome: ProofOutcome;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: string;
}) => (
  <button
    type="button"
    className="answer"
    data-intent="verify.answer"
    data-outcome={outcome}
    disabled={disabled}
    onClick={onPress}
  >
    <Icon name={icons[outcome]} />
    <span>{children}</span>
  </button>
);

/** Yes, no, and cannot tell; `more` goes with a yes. */
export const Answers = ({
  question,
  more = {},
}: {
  readonly question: QuestionOnScreen;
  readonly more?: Partial<Answer>;
}) => {
  const { t } = useText();
  const answer = useAnswer(question);
  return (
    <div className="answers">
      <AnswerButton outcome="passed" onPress={() => answer('passed', more)}>
        {t('answer.passed')}
      </AnswerButton>
      <AnswerButton outcome="failed" onPress={() => answer('failed')}>
        {t('answer.failed')}
      </AnswerButton>
      <AnswerButton outcome="not-possible" onPress={() => answer('not-possible')}>
        {t('answer.not-possible')}
      </AnswerButton>
    </div>
  );
};

import {
  consequenceOf,
  evidenceFits,
  nextStep,
  stepIdOf,
  stepsOf,
  withAnswer,
  type Answer,
  type Proofing,
  type ProofStep,
} from '../policy/index.ts';
import type { ProofOutcome } from '../../shared/index.ts';
import type { Context } from './context.ts';

/** A step of the script as it is asked now. */
export interface Question {
  readonly step: ProofStep;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** The answer, when it was given and somebody has to be called about it; null while it is asked. */
  readonly outcome: ProofOutcome | null;
}

type Known = Pick<Context, 'policy' | 'proofing'>;

const questionAt = ({ policy, proofing }: Known, step: ProofStep, outcome: ProofOutcome | null): Question => {
  const steps = proofing === null ? [] : stepsOf(policy.proofing, proofing.scenario);
  return { step, number: steps.indexOf(step) + 1, of: steps.length, outcome };
};

/** What the script asks next; null while no scenario is named, and when it has nothing more to ask. */
export const questionOf = (context: Known): Question | null => {
  const step = context.proofing === null ? null : nextStep(context.policy.proofing, context.proofing);
  return step === null ? null : questionAt(context, step, null);
};

/** What was answered last; null before the first answer. */
export const answeredLast = (context: Known): Question | null => {
  const { policy, proofing } = context;
  const last = proofing?.answers.at(-1);
  if (proofing === null || last === undefined) return null;
  const step = stepsOf(policy.proofing, proofing.scenario).find((one) => stepIdOf(one) === last.step);
  return step === undefined ? null : questionAt(context, step, last.outcome);
};

/** Whether the script is at its end: everything answered, or something by which it refuses. */
export const isProvingOver = (context: Known): boolean => {
  const { policy, proofing } = context;
  if (proofing === null) return false;
  const steps = stepsOf(policy.proofing, proofing.scenario);
  const refused = proofing.answers.some(({ step, outcome }) =>
    steps.some((one) => stepIdOf(one) === step && consequenceOf(one, outcome) === 'refuses'),
  );
  return refused || questionOf(context) === null;
};

/** Nothing is recorded that the step does not ask for. */
const isToThePoint = ({ kind }: ProofStep, { documentClass, ticket }: Answer): boolean =>
  (documentClass === null || kind === 'document') && (ticket === null || kind === 'ticket');

/** Whether an answer belongs to the question asked now, and a yes brings what the script asks for beside it. */
export const takesAnswer = (context: Known, answer: Answer): boolean => {
  const question = questionOf(context);
  if (question === null || stepIdOf(question.step) !== answer.step) return false;
  if (!isToThePoint(question.step, answer)) return false;
  return answer.outcome !== 'passed' || evidenceFits(question.step, answer);
};

/** Whether somebody has to be called about this answer. */
export const escalates = (context: Known, answer: Answer): boolean => {
  const question = questionOf(context);
  return question !== null && consequenceOf(question.step, answer.outcome) === 'escalates';
};

/** The proofing with the answer to the question asked now. */
export const answered = (context: Known, answer: Answer): Proofing | null => {
  const question = questionOf(context);
  return context.proofing === null || question === null
    ? context.proofing
    : withAnswer(context.proofing, question.step, answer);
};

import type { ProofKind, ProofOutcome, Scenario } from '../../shared/index.ts';
import { stepIdOf, type ProofingSettings, type ProofStep } from './proofing-settings.ts';

/** What the operator answered to the script, so far. */
export interface Proofing {
  readonly scenario: Scenario;
  /** In the order they were given; one at most for each step. */
  readonly answers: readonly { readonly step: string; readonly outcome: ProofOutcome }[];
  /** Class of the document that was seen, never its number; null while none was. */
  readonly documentClass: string | null;
  /** The whole reference, with its prefix; null while none was given. */
  readonly ticket: string | null;
}

/** One answer as it is given. */
export interface Answer {
  readonly step: string;
  readonly outcome: ProofOutcome;
  readonly documentClass: string | null;
  readonly ticket: string | null;
}

/** How one step of the script stands. */
export interface StepAssessment {
  readonly step: string;
  readonly kind: ProofKind;
  /**
   * `refuses` and `escalates`: not passed, with what the script says of that. `missing`: not answered.
   * `unacceptable`: passed with a document or a ticket that the script does not take.
   */
  readonly is: 'passed' | 'refuses' | 'escalates' | 'missing' | 'unacceptable';
}

/** The scenario's steps in their order. */
export const stepsOf = (settings: ProofingSettings, scenario: Scenario): readonly ProofStep[] =>
  settings.scripts[scenario].steps;

/** Nothing answered yet. */
export const unproven = (scenario: Scenario): Proofing => ({
  scenario,
  answers: [],
  documentClass: null,
  ticket: null,
});

/**
 * The script of another scenario begins anew, but for what was not passed already: naming another reason must not
 * make a failed step pass.
 */
export const provenAnew = (
  settings: ProofingSettings,
  scenario: Scenario,
  earlier: Proofing | null,
): Proofing => {
  if (earlier?.scenario === scenario) return earlier;
  const ids = new Set(stepsOf(settings, scenario).map(stepIdOf));
  const answers = (earlier?.answers ?? []).filter((one) => one.outcome !== 'passed' && ids.has(one.step));
  return { ...unproven(scenario), answers };
};

/** The first step without an answer; null when all have one. */
export const nextStep = (settings: ProofingSettings, proofing: Proofing): ProofStep | null =>
  stepsOf(settings, proofing.scenario).find(
    (step) => !proofing.answers.some((answer) => answer.step === stepIdOf(step)),
  ) ?? null;

/** What follows from an outcome, by the script. */
export const consequenceOf = (
  step: ProofStep,
  outcome: ProofOutcome,
): 'goes-on' | 'refuses' | 'escalates' => {
  if (outcome === 'passed') return 'goes-on';
  return (outcome === 'failed' ? step.onFail : step.onCannotTell) === 'stop' ? 'refuses' : 'escalates';
};

type Evidence = Pick<Answer, 'documentClass' | 'ticket'>;

const ticketFits = (step: Extract<ProofStep, { kind: 'ticket' }>, ticket: string | null): boolean => {
  if (ticket?.startsWith(step.prefix) !== true) return false;
  const number = ticket.slice(step.prefix.length);
  return (
    /^[0-9]+$/.test(number) && number.length >= step.minimumDigits && number.length <= step.maximumDigits
  );
};

/** Whether a step that was passed has what the script asks for beside the yes. */
export const evidenceFits = (step: ProofStep, { documentClass, ticket }: Evidence): boolean => {
  if (step.kind === 'document') return documentClass !== null && step.classes.includes(documentClass);
  return step.kind === 'ticket' ? ticketFits(step, ticket) : true;
};

/** The proofing with one more answer. The evidence of a step that was not passed is not kept. */
export const withAnswer = (proofing: Proofing, step: ProofStep, answer: Answer): Proofing => {
  const passed = answer.outcome === 'passed';
  return {
    ...proofing,
    answers: [...proofing.answers, { step: stepIdOf(step), outcome: answer.outcome }],
    documentClass: passed && step.kind === 'document' ? answer.documentClass : proofing.documentClass,
    ticket: passed && step.kind === 'ticket' ? answer.ticket : proofing.ticket,
  };
};

const assess = (step: ProofStep, proofing: Proofing): StepAssessment => {
  const id = stepIdOf(step);
  const as = (is: StepAssessment['is']): StepAssessment => ({ step: id, kind: step.kind, is });
  const answer = proofing.answers.find((one) => one.step === id);
  if (answer === undefined) return as('missing');
  const consequence = consequenceOf(step, answer.outcome);
  if (consequence !== 'goes-on') return as(consequence);
  return as(evidenceFits(step, proofing) ? 'passed' : 'unacceptable');
};

/**
 * How each step of the scenario's script stands, in its order. Pure. A step that refuses ends the questions: what
 * was not asked any more is left out then. Answers to the script of another scenario count as none.
 */
export const assessProofing = (
  settings: ProofingSettings,
  scenario: Scenario,
  proofing: Proofing | null,
): readonly StepAssessment[] => {
  const own = proofing?.scenario === scenario ? proofing : unproven(scenario);
  const all = stepsOf(settings, scenario).map((step) => assess(step, own));
  return all.some(({ is }) => is === 'refuses') ? all.filter(({ is }) => is !== 'missing') : all;
};

const DAY_MS = 86_400_000;

/** How an operator's training stands. `daysLeft`: whole days after the present one, 0 on the last. */
export type Training =
  | { readonly is: 'not-asked' }
  | { readonly is: 'not-listed' }
  | { readonly is: 'valid' | 'ends-soon' | 'over'; readonly until: string; readonly daysLeft: number };

/**
 * Looks the operator up in the site's list. Pure.
 *
 * @param now epoch milliseconds
 */
export const trainingOf = (
  settings: ProofingSettings,
  operator: { readonly id: string; readonly userPrincipalName: string },
  now: number,
): Training => {
  const { training } = settings;
  if (training === null) return { is: 'not-asked' };
  const names = [operator.id, operator.userPrincipalName].map((one) => one.toLowerCase());
  const until = Object.entries(training.validUntil)
    .filter(([name]) => names.includes(name.toLowerCase()))
    .map(([, day]) => day)
    // Listed twice: what ends first counts.
    .sort()[0];
  if (until === undefined) return { is: 'not-listed' };
  const daysLeft = Math.ceil((Date.parse(until) + DAY_MS - now) / DAY_MS) - 1;
  if (daysLeft < 0) return { is: 'over', until, daysLeft };
  return { is: daysLeft < training.warnDays ? 'ends-soon' : 'valid', until, daysLeft };
};

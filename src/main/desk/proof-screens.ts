import {
  documentClass,
  type ApprovalRequest,
  type Language,
  type QuestionOnScreen,
} from '../../shared/index.ts';
import type { EnrollmentView, Question } from '../enrollment/index.ts';
import { stepIdOf, stepsOf, type Proofing, type ProofStep } from '../policy/index.ts';
import type { DeskSettings } from './ports.ts';
import { inLanguage } from './site-text.ts';

const builtIn: ReadonlySet<string> = new Set(documentClass.options);

const documentsOf = (
  step: ProofStep,
  { proofing }: DeskSettings,
  language: Language,
): QuestionOnScreen['documents'] => {
  if (step.kind !== 'document') return [];
  return step.classes.map((id) => {
    const own = proofing.documentClasses.find((one) => one.id === id);
    // A site may word a built-in class in its own way.
    return { id, name: own === undefined ? (builtIn.has(id) ? null : id) : inLanguage(own.text, language) };
  });
};

/** A step of the script as the operator's screen asks it. */
export const questionOf = (
  { step, number, of }: Question,
  settings: DeskSettings,
  language: Language,
): QuestionOnScreen => ({
  step: stepIdOf(step),
  kind: step.kind,
  text: step.kind === 'site' ? inLanguage(step.text, language) : null,
  number,
  of,
  documents: documentsOf(step, settings, language),
  ticket:
    step.kind === 'ticket'
      ? { prefix: step.prefix, minimumDigits: step.minimumDigits, maximumDigits: step.maximumDigits }
      : null,
});

/** Whom to call about a step: its own contact, the script's, or whoever helps at this station. */
export const contactOf = ({ step }: Question, { proofing, site }: DeskSettings): string =>
  step.escalateTo ?? proofing.escalateTo ?? site.helpContact;

const evidenceOf = (
  step: ProofStep,
  { documentClass: seen, ticket }: Proofing,
  nameOf: (documentClass: string) => string,
): string | null => {
  if (step.kind === 'ticket') return ticket;
  return step.kind === 'document' && seen !== null ? nameOf(seen) : null;
};

/** What was answered to the script, as the second person is shown it. */
export const answersOf = (
  view: EnrollmentView,
  settings: DeskSettings,
  language: Language,
): ApprovalRequest['proofing'] => {
  const { proofing } = view;
  if (proofing === null) return [];
  const steps = stepsOf(settings.proofing, proofing.scenario);
  const nameOf = (id: string): string => {
    const own = settings.proofing.documentClasses.find((one) => one.id === id);
    return own === undefined ? id : inLanguage(own.text, language);
  };
  return proofing.answers.flatMap(({ step: id, outcome }) => {
    const step = steps.find((one) => stepIdOf(one) === id);
    if (step === undefined) return [];
    const text = step.kind === 'site' ? inLanguage(step.text, language) : null;
    const evidence = outcome === 'passed' ? evidenceOf(step, proofing, nameOf) : null;
    return [{ step: id, kind: step.kind, text, outcome, evidence }];
  });
};

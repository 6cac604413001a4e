import type { Decision, Reason } from '../../policy/index.ts';
import { FINE, FOUND, type ExitStatus } from '../command.ts';
import { sentenceOf } from './sentences.ts';

/** A decision as the command line gives it. Scripts depend on it: nothing is renamed or left out. */
const answerOf = ({ verdict, reasons, needs, ...rest }: Decision, assumed: readonly string[]) => ({
  decision: verdict,
  reasons: reasons.map(({ code, rule, effect, params, source }) => ({
    code,
    rule,
    effect,
    message: sentenceOf(code, params),
    source,
    params,
  })),
  needs,
  ways: rest.ways,
  path: rest.path,
  lifetimeMinutes: rest.lifetimeMinutes,
  ruleSet: rest.ruleSet,
  assumed,
});
export type Answer = ReturnType<typeof answerOf>;

/** @param assumed what was supposed because nobody can know it beforehand */
export const toAnswer = (decision: Decision, assumed: readonly string[] = []): Answer =>
  answerOf(decision, assumed);

/** What speaks against it; of an allowance, everything. */
export const weighing = (reasons: readonly Reason[]): readonly Reason[] => {
  const against = reasons.filter(({ effect }) => effect !== 'allows');
  return against.length > 0 ? against : reasons;
};

/** The same for people: the verdict, then what speaks against it, or all that speaks for it. */
export const inWords = (decision: Decision, assumed: readonly string[] = []): string =>
  [
    `${decision.verdict} (${decision.path} path, ${decision.lifetimeMinutes} minutes, rules ${decision.ruleSet})`,
    ...weighing(decision.reasons).map(
      ({ code, effect, params, source }) =>
        `  ${effect.padEnd(14)} ${sentenceOf(code, params)}  [${code}; ${source}]`,
    ),
    ...(assumed.length === 0 ? [] : [`  assumed: ${assumed.join('; ')}`]),
    '',
  ].join('\n');

export const statusOf = ({ verdict }: Decision): ExitStatus => (verdict === 'allow' ? FINE : FOUND);

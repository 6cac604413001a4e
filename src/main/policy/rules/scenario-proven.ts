import type { Finding } from '../decision.ts';
import { canBeLost, isStrong } from '../methods.ts';
import { allows, refuses, refusalsOr, type PolicyInput, type Rule } from '../rule.ts';

const newHire = ({ facts }: PolicyInput): readonly Finding[] => {
  const strong = facts.methods.filter(isStrong);
  return strong.length === 0 ? [] : [refuses('scenario.has-strong-method', { count: strong.length })];
};

const lostPhone = ({ facts, lostMethodIds }: PolicyInput): readonly Finding[] => {
  if (lostMethodIds.length === 0) return [refuses('scenario.nothing-lost')];
  const losable = new Set(facts.methods.filter(canBeLost).map((method) => method.id));
  const missing = lostMethodIds.filter((id) => !losable.has(id));
  return missing.length === 0
    ? []
    : [refuses('scenario.lost-method-not-registered', { count: missing.length })];
};

const reRegistration = ({ facts }: PolicyInput): readonly Finding[] =>
  facts.methods.some(isStrong) ? [] : [refuses('scenario.nothing-registered')];

const proofs = { 'new-hire': newHire, 'lost-phone': lostPhone, 're-registration': reRegistration } as const;

/** A pass is only for the three approved scenarios, and what the tenant knows must fit the one that is named. */
export const scenarioProven: Rule = {
  id: 'scenario-proven',
  source: 'Zero trust guide 4.1',
  check: (input) =>
    input.scenario === null
      ? [refuses('scenario.not-named')]
      : refusalsOr(proofs[input.scenario](input), allows('scenario.proven', { scenario: input.scenario })),
};

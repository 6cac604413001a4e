import { phaseGroupIds } from '../config.ts';
import type { Finding } from '../decision.ts';
import { inGroups } from '../membership.ts';
import { pathOf } from '../path.ts';
import { allows, refuses, type PolicyInput, type Rule } from '../rule.ts';

const included = (phase: string): Finding => allows('rollout.included', { phase });

/** Pilot and expansion are for members of their groups; a phase without groups has begun for nobody. */
const inPhase = ({ config, facts }: PolicyInput): readonly Finding[] => {
  const { phase } = config.rollout;
  const { missing, memberOf } = inGroups(facts, phaseGroupIds(config));
  if (memberOf.length > 0) return [included(phase)];
  return [
    refuses('rollout.not-in-phase', { phase }),
    ...missing.map((group) => refuses('rollout.group-unknown', { group })),
  ];
};

/** Passes are given to whom the present phase of the rollout is for. */
export const rolloutPhase: Rule = {
  id: 'rollout-phase',
  source: 'Zero trust guide, phased implementation, Phase 7',
  check: (input) => {
    const { phase } = input.config.rollout;
    if (phase === 'pilot' || phase === 'expansion') return inPhase(input);
    const ended =
      phase === 'onboarding-only' && input.scenario !== 'new-hire' && pathOf(input) === 'standard';
    return [ended ? refuses('rollout.scenario-ended') : included(phase)];
  },
};

import type { Scenario } from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { Decision } from '../policy/index.ts';
import type { DeskSettings } from './ports.ts';

/** What would be issued, as operator and approver are shown it. */
export interface Offer {
  readonly scenario: Scenario;
  readonly path: Decision['path'];
  readonly lifetimeMinutes: number;
  readonly groupName: string;
  readonly ruleSet: string;
}

const undecided = { path: 'standard', lifetimeMinutes: 0, ruleSet: '' } as const;

export const offerOf = (view: EnrollmentView, { groupNames }: DeskSettings): Offer => {
  const scenario = view.scenario ?? 'new-hire';
  const { path, lifetimeMinutes, ruleSet } = view.decision ?? undecided;
  const groupName = groupNames[path === 'privileged' ? path : scenario];
  return { scenario, path, lifetimeMinutes, groupName, ruleSet };
};

import type { ReasonOnScreen } from '../../../shared/index.ts';

/** Whose turn it is after a refusal, by the part of the reason's code before the dot. */
const groups = {
  scenario: 'scenario',
  account: 'account',
  enrollment: 'account',
  pass: 'account',
  privileged: 'privileged',
  operator: 'operator',
  facts: 'settings',
  lifetime: 'settings',
  'one-time': 'settings',
  group: 'settings',
  'pass-policy': 'settings',
  ways: 'settings',
  rollout: 'settings',
  station: 'station',
  hours: 'later',
  repeats: 'later',
  rate: 'later',
  badge: 'proofing',
  proofing: 'proofing',
  training: 'operator',
  approver: 'approval',
} as const;

export type WhatNow = (typeof groups)[keyof typeof groups];

/** The parts of reason codes that have an advice of their own. */
export const knownParts: ReadonlySet<string> = new Set(Object.keys(groups));

const isKnown = (part: string): part is keyof typeof groups => knownParts.has(part);

/**
 * What to do about these refusals, each once, in the order of the reasons. Anything unheard of is a setting. Another
 * scenario is only proposed where it could change the answer: where nothing else refuses.
 */
export const whatNow = (reasons: readonly Pick<ReasonOnScreen, 'code'>[]): readonly WhatNow[] => {
  const parts = reasons.map(({ code }) => code.split('.')[0] ?? '');
  const steps = new Set(parts.map((part): WhatNow => (isKnown(part) ? groups[part] : 'settings')));
  if (steps.size > 1) steps.delete('scenario');
  return [...steps];
};

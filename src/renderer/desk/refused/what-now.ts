import type { ReasonOnScreen } from '../../../shared/index.ts';

/** Whose turn it is after a refusal, by the part of the reason's code before the dot. */
const groups = {
  scenario: 'scenario',
  account: 'account',
  enrollment: 'account',
  pass: 'account',
  privileged: 'privileged',
  operator: 'operator',
  lifetime: 'settings',
  'one-time': 'settings',
  group: 'settings',
  'pass-policy': 'settings',
  rollout: 'settings',
  station: 'station',
  hours: 'later',
  repeats: 'later',
  rate: 'later',
  rates: 'later',
  history: 'later',
  badge: 'proofing',
  proofing: 'proofing',
  training: 'operator',
  approver: 'approval',
  approval: 'approval',
} as const;

export type WhatNow = (typeof groups)[keyof typeof groups];

const isKnown = (part: string): part is keyof typeof groups => part in groups;

/** What to do about these refusals, each once, in the order of the reasons. Anything unheard of is a setting. */
export const whatNow = (reasons: readonly Pick<ReasonOnScreen, 'code'>[]): readonly WhatNow[] => {
  const parts = reasons.map(({ code }) => code.split('.')[0] ?? '');
  return [...new Set(parts.map((part): WhatNow => (isKnown(part) ? groups[part] : 'settings')))];
};

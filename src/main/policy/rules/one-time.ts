import { allows, refuses, type Rule } from '../rule.ts';

/** A pass is used once. */
export const oneTime: Rule = {
  id: 'one-time',
  source: 'Zero trust guide 2.1; TAP for CMMC Level 2, settings',
  check: ({ config }) => [config.usableOnce ? allows('one-time.asked') : refuses('one-time.not-asked')],
};

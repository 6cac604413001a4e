import type { BadgeOnRecord } from '../../src/main/enrollment/index.ts';

/** A badge of a keyboard reader, as it is on record. */
export const badgeOnRecord: BadgeOnRecord = {
  strength: 'identifier',
  technology: 'wedge',
  hash: 'b'.repeat(64),
  certificate: null,
  rule: 'employee-id',
};

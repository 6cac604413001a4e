import { readConfig } from '../../config/index.ts';
import type { Invocation } from '../command.ts';

/**
 * What a legal hold says against removing something, in words; null where none stands. An installed station has its
 * configuration in one place; elsewhere it is the one that was named.
 */
export const legalHold = ({ configFiles }: Pick<Invocation, 'configFiles'>): string | null => {
  const hold = configFiles.length === 0 ? null : readConfig(...configFiles).retention.legalHold;
  return hold === null
    ? null
    : `nothing is removed: a legal hold stands since ${hold.since} (retention.legalHold, ${hold.reference})`;
};

import { createHash } from 'node:crypto';
import type { PolicyConfig } from './config.ts';
import type { Rule } from './rule.ts';

/** Objects become lists of pairs in the order of their keys, so that equal settings give equal text. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
};

/**
 * Names what decides: the baseline, then 16 hex digits of SHA-256 over the rules' ids in order, the baseline's
 * bounds and every setting. The same rules and settings always give the same name.
 */
export const ruleSetOf = (
  rules: readonly Rule[],
  settings: {
    readonly config: PolicyConfig;
    readonly bounds: Readonly<Record<string, number>>;
  },
): string => {
  const text = JSON.stringify([
    rules.map((rule) => rule.id),
    sorted(settings.config),
    sorted(settings.bounds),
  ]);
  return `${settings.config.baseline}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
};

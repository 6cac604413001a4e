import type { Finding } from '../monitoring/index.ts';
import { idOf, weekOf } from './identify.ts';
import type { Alert } from './port.ts';

const alertOf = (finding: Finding, state: Alert['state']): Alert => {
  const { rule, severity, key, at, subject, actor, params } = finding;
  // What cannot be told may be so for months: acknowledged once, it would never be heard of again.
  const id = state === 'found' ? idOf(rule, key) : idOf(rule, key, weekOf(at));
  return { id, source: 'watch', rule, severity, state, at, subject, actor, params };
};

/** What of the findings is worth an alert: pending is not missing. Pure. */
export const alertsOfFindings = (findings: readonly Finding[]): readonly Alert[] =>
  findings.flatMap((one) => (one.state === 'pending' ? [] : [alertOf(one, one.state)]));

import type { Alert } from './port.ts';

/** Who wants to acknowledge, as the directory says. */
interface Supervisor {
  readonly id: string;
  readonly roles:
    | { readonly known: true; readonly value: readonly { readonly how: string; readonly roleId: string }[] }
    | { readonly known: false };
}

/** Why somebody may not let an alert be. */
export type Objection = 'no-role' | 'takes-part';

/** Everybody who had a part in what an alert is about. */
const takingPart = ({ subject, actor, params }: Alert): ReadonlySet<string> => {
  const named = params['notBy'];
  return new Set([
    ...(typeof named === 'string' ? named.split(', ') : []),
    ...[subject, actor].flatMap((id) => id ?? []),
  ]);
};

/** Whether somebody had a part in what an alert is about. */
export const isPartOf = (alert: Alert, id: string): boolean => takingPart(alert).has(id);

/** Whether somebody holds one of these roles now; unknown roles are none. */
export const supervises = ({ roles }: Supervisor, roleIds: readonly string[]): boolean =>
  roles.known && roles.value.some(({ how, roleId }) => how === 'active' && roleIds.includes(roleId));

/**
 * Nobody judges what they had a part in. Source: CMMC AC.L2-3.1.4, separation of duties.
 *
 * @param roleIds of which one makes a supervisor
 * @returns null when this person may acknowledge
 */
export const objectionTo = (alert: Alert, by: Supervisor, roleIds: readonly string[]): Objection | null => {
  if (!supervises(by, roleIds)) return 'no-role';
  return isPartOf(alert, by.id) ? 'takes-part' : null;
};

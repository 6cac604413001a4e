import { cannotTell, type Remark, type WatchRule } from '../finding.ts';
import { iso } from '../remark.ts';
import type { View } from '../view.ts';

const ID = 'membership-left';

/** One temporary membership, whoever told of it. */
interface Temporary {
  readonly person: string;
  readonly groupId: string;
  readonly by: string | null;
  readonly at: number;
  readonly leftAt: number | null;
}

const lasted = (view: View, { at, leftAt }: Temporary): number => (leftAt ?? view.now) - at;

const isTooLong = (view: View, one: Temporary): boolean =>
  lasted(view, one) > view.monitoring.membershipHours * 3_600_000;

const remarkOf = (view: View, one: Temporary): Remark => {
  const { person, groupId, by, at, leftAt } = one;
  const hours = Math.floor(lasted(view, one) / 3_600_000);
  const params = { group: groupId, hours, over: leftAt !== null };
  const key = `${groupId} ${person} ${iso(at)}`;
  return { state: 'found', key, at: iso(at), subject: person, actor: by, params };
};

/** By the journals; few, since only those that lasted too long are kept. */
const ownIn = (view: View): Temporary[] => {
  const own: Temporary[] = [];
  for (const one of view.journal.memberships) {
    const temporary = { ...one, by: null };
    if (isTooLong(view, temporary)) own.push(temporary);
  }
  return own;
};

/**
 * Somebody is, or was, in one of the desk's groups for longer than a temporary membership may last, whoever put them
 * there. What the tenant's log does not reach is taken from the journals.
 */
export const membershipLeft: WatchRule = {
  id: ID,
  source: 'Zero trust guide 1.2, "add users temporarily and remove after successful use"',
  severity: 'medium',
  *look(view) {
    const { audit } = view;
    if (!audit.known) {
      for (const one of ownIn(view)) yield remarkOf(view, one);
      yield cannotTell(ID, view, audit.because);
      return;
    }
    const { from, memberships } = audit.value;
    let before = ownIn(view).filter(({ at }) => at < from);
    for (const one of memberships) {
      if (isTooLong(view, one)) yield remarkOf(view, one);
      // The log tells of this person and group, and better.
      if (before.length > 0)
        before = before.filter(({ person, groupId }) => person !== one.person || groupId !== one.groupId);
    }
    for (const one of before) yield remarkOf(view, one);
  },
};

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

const longest = (view: View): number => view.monitoring.membershipHours * 3_600_000;

const remarkOf = (view: View, { person, groupId, by, at, leftAt }: Temporary): readonly Remark[] => {
  const lasted = (leftAt ?? view.now) - at;
  if (lasted <= longest(view)) return [];
  const params = { group: groupId, hours: Math.floor(lasted / 3_600_000), over: leftAt !== null };
  return [
    {
      state: 'found',
      key: `${groupId} ${person} ${iso(at)}`,
      at: iso(at),
      subject: person,
      actor: by,
      params,
    },
  ];
};

/**
 * Somebody is, or was, in one of the desk's groups for longer than a temporary membership may last, whoever put them
 * there. What the tenant's log does not reach is taken from the journals.
 */
export const membershipLeft: WatchRule = {
  id: ID,
  source: 'Zero trust guide 1.2, "add users temporarily and remove after successful use"',
  severity: 'medium',
  look: (view) => {
    const { audit, journal } = view;
    const own = journal.memberships.map((one) => ({ ...one, by: null }));
    if (!audit.known) {
      return [...own.flatMap((one) => remarkOf(view, one)), cannotTell(ID, view, audit.because)];
    }
    const { from, memberships } = audit.value;
    const told = new Set(memberships.map(({ person, groupId }) => `${groupId} ${person}`));
    const before = own.filter(({ at, person, groupId }) => at < from && !told.has(`${groupId} ${person}`));
    return [...memberships, ...before].flatMap((one) => remarkOf(view, one));
  },
};

import { cannotTell, type Remark, type WatchRule } from '../finding.ts';
import { idsOf, iso } from '../remark.ts';
import { hasArrived, type PassUse, type SeenPass } from '../view.ts';

const ID = 'not-used';
const CLOCKS_MS = 120_000;

/** Deleted at the desk before it was used: the record says why, and nothing is left of it. */
const isTakenBack = ({ journal }: SeenPass): boolean =>
  journal !== null && journal.revokedAt !== null && journal.ending !== 'done';

/** When it let nobody in any more. */
const overAt = ({ journal, endsAt, at }: SeenPass): number =>
  Math.min(journal?.revokedAt ?? Infinity, endsAt ?? at + 43_200 * 60_000);

const isUsed = (pass: SeenPass, uses: readonly PassUse[]): boolean =>
  uses.some(({ at }) => at >= pass.at - CLOCKS_MS && at <= overAt(pass) + CLOCKS_MS);

/**
 * A pass was created, and nobody signed in with it while it lived. Use shows in the beta sign-in log alone; without
 * that it is unknown. Source of that: Graph, signIn (v1.0 has no authenticationDetails).
 */
export const notUsed: WatchRule = {
  id: ID,
  source: 'Zero trust guide 5.1, "TAP created but not used"',
  severity: 'medium',
  look: (view) => {
    if (!view.uses.known) return [cannotTell(ID, view, view.uses.because)];
    const { until, uses } = view.uses.value;
    const byPerson = new Map<string, PassUse[]>();
    for (const use of uses) byPerson.set(use.person, [...(byPerson.get(use.person) ?? []), use]);
    return view.passes.flatMap((pass): readonly Remark[] => {
      if (isTakenBack(pass) || isUsed(pass, byPerson.get(pass.person) ?? [])) return [];
      // While it lives it may still be used.
      if (overAt(pass) > view.now) return [];
      const state = hasArrived(view, overAt(pass), until) ? 'found' : 'pending';
      const params = { ended: iso(overAt(pass)), atDesk: pass.journal !== null };
      return [{ state, key: pass.key, at: iso(pass.at), ...idsOf(pass), params }];
    });
  },
};

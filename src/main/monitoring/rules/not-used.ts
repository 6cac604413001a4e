import { cannotTell, type WatchRule } from '../finding.ts';
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
  *look(view) {
    if (!view.uses.known) {
      yield cannotTell(ID, view, view.uses.because);
      return;
    }
    const { until } = view.uses.value;
    for (const { passes, uses } of view.persons) {
      for (const pass of passes) {
        // While it lives it may still be used.
        if (isTakenBack(pass) || isUsed(pass, uses) || overAt(pass) > view.now) continue;
        const state = hasArrived(view, overAt(pass), until) ? 'found' : 'pending';
        const params = { ended: iso(overAt(pass)), atDesk: pass.journal !== null };
        yield { state, key: pass.key, at: iso(pass.at), ...idsOf(pass), params };
      }
    }
  },
};

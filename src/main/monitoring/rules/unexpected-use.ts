import { cannotTell, type WatchRule } from '../finding.ts';
import { iso } from '../remark.ts';
import { isWithin } from '../settings.ts';
import type { PassUse, SeenPass } from '../view.ts';

const ID = 'unexpected-use';
const CLOCKS_MS = 120_000;

/** The pass that was used: the last one of that person that had begun by then. */
const passUsed = (use: PassUse, passes: readonly SeenPass[]): SeenPass | undefined =>
  passes.findLast(({ at }) => at <= use.at + CLOCKS_MS);

const isOnPhone = (pass: SeenPass | undefined): boolean => pass?.journal?.way?.includes('phone') === true;

const isAfterEnd = (use: PassUse, pass: SeenPass | undefined): boolean => {
  const over = pass?.journal?.revokedAt ?? null;
  return over !== null && use.at > over + CLOCKS_MS;
};

/**
 * A pass was used from a network that is not the site's, or after the desk had taken it away. Who registers on their
 * own phone may be on a network of their own, where the site allows it.
 */
export const unexpectedUse: WatchRule = {
  id: ID,
  source: 'Zero trust guide 3.2, trusted ranges, and 5.1; facts about reports, signIn',
  severity: 'high',
  *look(view) {
    if (!view.uses.known) {
      yield cannotTell(ID, view, view.uses.because);
      return;
    }
    const { networks, phonesAnywhere } = view.monitoring;
    const within = isWithin(networks);
    const why = (use: PassUse, passes: readonly SeenPass[]): string | null => {
      const pass = passUsed(use, passes);
      if (isAfterEnd(use, pass)) return 'after-end';
      if (networks.length === 0 || (phonesAnywhere && isOnPhone(pass))) return null;
      // An address that is none, or is missing, is not the site's.
      return within(use.address ?? '') === true ? null : 'network';
    };
    for (const { person, passes, uses } of view.persons) {
      for (const use of uses) {
        const because = why(use, passes);
        if (because === null) continue;
        const params = { because, address: use.address ?? '', device: use.deviceId ?? '' };
        yield { state: 'found', key: use.id, at: iso(use.at), subject: person, actor: person, params };
      }
    }
    if (networks.length === 0) yield cannotTell(ID, view, 'networks-not-set');
  },
};

import { cannotTell, type Remark, type WatchRule } from '../finding.ts';
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
  look: (view) => {
    if (!view.uses.known) return [cannotTell(ID, view, view.uses.because)];
    const { networks, phonesAnywhere } = view.monitoring;
    const within = isWithin(networks);
    const byPerson = new Map<string, SeenPass[]>();
    for (const pass of view.passes) byPerson.set(pass.person, [...(byPerson.get(pass.person) ?? []), pass]);
    const why = (use: PassUse): string | null => {
      const pass = passUsed(use, byPerson.get(use.person) ?? []);
      if (isAfterEnd(use, pass)) return 'after-end';
      if (networks.length === 0 || (phonesAnywhere && isOnPhone(pass))) return null;
      // An address that is none, or is missing, is not the site's.
      return within(use.address ?? '') === true ? null : 'network';
    };
    const found = view.uses.value.uses.flatMap((use): readonly Remark[] => {
      const because = why(use);
      const params = { because: because ?? '', address: use.address ?? '', device: use.deviceId ?? '' };
      return because === null
        ? []
        : [{ state: 'found', key: use.id, at: iso(use.at), subject: use.person, actor: use.person, params }];
    });
    return networks.length === 0 ? [...found, cannotTell(ID, view, 'networks-not-set')] : found;
  },
};

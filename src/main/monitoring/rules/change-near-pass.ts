import { cannotTell, type WatchRule } from '../finding.ts';
import { iso } from '../remark.ts';
import type { Change, SeenPass } from '../view.ts';

const ID = 'change-near-pass';

/** A role matters where it was given to, or taken by, who issued or got the pass. */
const concerns = (change: Change, pass: SeenPass): boolean =>
  change.kind === 'policy' ||
  change.people.includes(pass.person) ||
  (pass.by !== null && (change.people.includes(pass.by) || change.event.by === pass.by));

const nearestTo = (at: number, passes: readonly SeenPass[]): SeenPass | undefined =>
  [...passes].sort((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at))[0];

/**
 * What a pass is held to, or who may issue one, was changed shortly before or after a pass: a door opened for one
 * moment looks like that.
 */
export const changeNearPass: WatchRule = {
  id: ID,
  source: 'Zero trust guide 5.1 and 6.2; TAP for CMMC Level 2, separation of duties',
  severity: 'high',
  look: (view) => {
    if (!view.audit.known) return [cannotTell(ID, view, view.audit.because)];
    const windowMs = view.monitoring.changeMinutes * 60_000;
    return view.audit.value.changes.flatMap((change) => {
      const near = view.passes.filter(
        (pass) => Math.abs(pass.at - change.at) <= windowMs && concerns(change, pass),
      );
      const pass = nearestTo(change.at, near);
      if (pass === undefined) return [];
      const params = {
        activity: change.event.activity,
        kind: change.kind,
        pass: pass.key,
        passes: near.length,
      };
      const { by, id } = change.event;
      return [
        { state: 'found', key: id, at: iso(change.at), subject: pass.person, actor: by, params } as const,
      ];
    });
  },
};

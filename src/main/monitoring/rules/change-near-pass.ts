import { cannotTell, type WatchRule } from '../finding.ts';
import { iso } from '../remark.ts';
import { passesIn, type Change, type SeenPass } from '../view.ts';

const ID = 'change-near-pass';

/** A role matters where it was given to, or taken by, who issued or got the pass. */
const concerns = (change: Change, pass: SeenPass): boolean =>
  change.kind === 'policy' ||
  change.people.includes(pass.person) ||
  (pass.by !== null && (change.people.includes(pass.by) || change.event.by === pass.by));

/** A change, and what passes there are about it. */
interface Near {
  readonly change: Change;
  nearest: SeenPass | null;
  passes: number;
}

const distance = ({ change }: Near, pass: SeenPass): number => Math.abs(pass.at - change.at);

/** The nearest; of two that are as near, the earlier. */
const take = (near: Near, pass: SeenPass): void => {
  near.passes += 1;
  const [known, now] = [
    near.nearest === null ? Infinity : distance(near, near.nearest),
    distance(near, pass),
  ];
  const isEarlier = near.nearest !== null && now === known && pass.at < near.nearest.at;
  if (now < known || isEarlier) near.nearest = pass;
};

/**
 * What a pass is held to, or who may issue one, was changed shortly before or after a pass: a door opened for one
 * moment looks like that.
 */
export const changeNearPass: WatchRule = {
  id: ID,
  source: 'Zero trust guide 5.1 and 6.2; TAP for CMMC Level 2, separation of duties',
  severity: 'high',
  *look(view) {
    if (!view.audit.known) {
      yield cannotTell(ID, view, view.audit.because);
      return;
    }
    const windowMs = view.monitoring.changeMinutes * 60_000;
    const all = view.audit.value.changes.map((change): Near => ({ change, nearest: null, passes: 0 }));
    for (const pass of passesIn(view)) {
      for (const near of all) {
        if (distance(near, pass) <= windowMs && concerns(near.change, pass)) take(near, pass);
      }
    }
    for (const { change, nearest, passes } of all) {
      if (nearest === null) continue;
      const { event, kind, at } = change;
      const params = { activity: event.activity, kind, pass: nearest.key, passes };
      yield { state: 'found', key: event.id, at: iso(at), subject: nearest.person, actor: event.by, params };
    }
  },
};

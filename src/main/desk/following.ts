import type { ProblemCode } from '../../shared/index.ts';
import type { EnrollmentPlace, EnrollmentView } from '../enrollment/index.ts';
import type { Aftercare } from './aftercare.ts';
import type { Approving } from './approving.ts';
import type { GuestSession } from './guest-session.ts';
import { leftByView } from './left-behind.ts';
import type { PassDisplay } from './pass-display.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import type { Presence } from './presence.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

const ends: ReadonlySet<EnrollmentPlace> = new Set(['done', 'refused', 'stopped']);

/** Whether nothing of the enrollment is left to do. */
export const isEnd = (view: EnrollmentView): boolean => ends.has(view.at);

/**
 * Places at which the pass, and the window it was used in, must be gone; where the person is asked about a method, the
 * question takes the place of both. The test sign-in begins without any window that was open before it.
 */
const afterPass: ReadonlySet<EnrollmentPlace> = new Set(['asking', 'revoking', 'retest', 'undoing', ...ends]);

/** Follows where the enrollment stands: who gets the screen, what is blanked, closed and sounded. */
export interface Following {
  readonly follow: (view: EnrollmentView) => void;
  /** Has the enrollee's last screen leave by itself. */
  readonly leaveBySelf: () => void;
  /** Begins anew for the next person. */
  readonly reset: () => void;
}

export interface FollowingParts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly pass: PassDisplay;
  readonly presence: () => Presence;
  readonly approving: () => Pick<Approving, 'entered'>;
  readonly tenant: () => OpenTenant | null;
  readonly aftercare: Aftercare;
  /** Ends the enrollment when the desk itself cannot go on. */
  readonly cancel: (why: ProblemCode) => void;
}

export const createFollowing = (parts: FollowingParts): Following => {
  const { ports, store, guests, pass } = parts;
  let place: EnrollmentPlace | null = null;
  let cancelLeave: () => void = () => undefined;

  const leaveBySelf = (): void => {
    if (store.get().facing !== 'enrollee') return;
    const ms = ports.settings.doneSeconds * 1000;
    store.update({ leavesAt: ports.clock.monotonicMs() + ms });
    cancelLeave();
    cancelLeave = ports.clock.after(ms, () => store.update({ leavesAt: null, handover: 'operator' }));
  };

  const entered = async (view: EnrollmentView): Promise<void> => {
    if (view.at === 'reveal') {
      store.update({ handover: 'enrollee' });
      ports.push('sound.play', { cue: 'your-turn' });
    }
    if (view.at === 'asking') ports.push('sound.play', { cue: 'your-turn' });
    if (!afterPass.has(view.at)) return;
    pass.blank();
    await guests.close();
    if (!isEnd(view)) return;
    ports.push('sound.play', { cue: view.at === 'done' ? 'done' : 'refused' });
    if (view.left.length > 0) parts.aftercare.needed([...store.get().left, ...leftByView(view)]);
    const today = parts.tenant()?.enrollments.today();
    if (today !== undefined) store.update({ today });
    leaveBySelf();
  };

  const follow = (view: EnrollmentView): void => {
    const from = place;
    const fresh = view.at !== from;
    place = view.at;
    store.update(fresh ? { enrollment: view, problem: null } : { enrollment: view });
    if (!fresh) return;
    parts.presence().touched();
    parts.approving().entered(from, view);
    entered(view).catch((error: unknown) => {
      const { code } = problemOfError(error);
      ports.log.error('follow-failed', { place: view.at, error: code });
      parts.cancel(code);
    });
  };

  const reset = (): void => {
    place = null;
    cancelLeave();
  };

  return { follow, leaveBySelf, reset };
};

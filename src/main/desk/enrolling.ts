import type { BadgeEvent } from '../badge/index.ts';
import type { Directory, Person } from '../directory/index.ts';
import type { Enrollment } from '../enrollment/index.ts';
import { isCard, type BadgeInPlace } from './card-presence.ts';
import { createFinding, type Begun, type Finding } from './finding.ts';
import { createFollowing, isEnd, type Following, type FollowingParts } from './following.ts';
import { freshPhone } from './phone.ts';
import { problemOfError } from './problems.ts';
import type { DeskState } from './state.ts';

/** One enrollment after another: begins it from a badge, follows it, and takes it off the screen. */
export interface Enrolling {
  readonly badge: Finding;
  readonly current: () => Enrollment | null;
  /** Gives the enrollee what only they may see, once the screen is theirs. */
  readonly enrolleeFaces: () => void;
  /** Takes the finished enrollment off the screen; false while there is none. */
  readonly finish: () => boolean;
}

type Parts = Omit<FollowingParts, 'cancel'>;

/** What the next person must not see of the one before. */
const blank = {
  handover: null,
  approver: 'idle',
  approvalEndsAt: null,
  enrollment: null,
  photo: null,
  photoPending: false,
  earlierPasses: [],
  guest: null,
  registerStep: 'enter-code',
  keyStep: 'insert',
  keyPin: null,
  phone: freshPhone,
  keyboardOpen: null,
  leaveBehind: 'ready',
  passwordOnPhone: false,
  retestsOnPhone: false,
  retestFailed: false,
  leavesAt: null,
  problem: null,
  readsPolicy: false,
} as const satisfies Partial<DeskState>;

interface Running {
  enrollment: Enrollment | null;
  /** The badge that it began with, where it was read. */
  badge: BadgeInPlace | null;
}

/**
 * What a reader tells of the card that the running enrollment began with.
 *
 * @returns false when it is about another badge, or about nothing that runs
 */
const createCardNews =
  ({ ports }: Parts, running: Running) =>
  (event: BadgeEvent): boolean => {
    const { enrollment, badge } = running;
    if (enrollment === null || badge === null || !isCard(badge) || event.reader !== badge.reader)
      return false;
    if (event.kind === 'removed') {
      enrollment.cardChanged('removed');
      return true;
    }
    if (event.kind !== 'read') return false;
    return ports.badges.hash(event) === badge.hash || enrollment.cardChanged('swapped');
  };

const createLoadPhoto =
  ({ ports, store }: Parts, running: Running) =>
  async (directory: Directory, person: Person): Promise<void> => {
    const show = (photo: string | null): void => {
      if (running.enrollment?.view().person.id === person.id) store.update({ photo, photoPending: false });
    };
    try {
      show(await directory.readPhoto(person.id, { correlationId: ports.newId() }));
    } catch (error) {
      // Without a photo the operator compares with the badge and the document.
      ports.log.warn('photo-not-read', { error: problemOfError(error).code });
      show(null);
    }
  };

const createBegin = (parts: Parts, running: Running, following: Following) => {
  const { ports, store, pass } = parts;
  const loadPhoto = createLoadPhoto(parts, running);
  return ({ tenant, person, badge, reader, cardIsThere }: Begun): void => {
    const { operator } = store.get();
    if (operator === null) return;
    pass.reset();
    following.reset();
    const enrollment = tenant.enrollments.begin({ person, badge, operator, cardIsThere });
    running.enrollment = enrollment;
    running.badge = { reader, technology: badge.technology, hash: badge.hash };
    const earlierPasses = tenant.enrollments.earlierPasses(person.id).map((one) => ({ ...one }));
    store.update({
      ...blank,
      phase: 'enrolling',
      // A badge held to a screen that faces its owner: what the operator is to see waits until it is turned.
      handover: store.get().facing === 'enrollee' ? 'operator' : null,
      photoPending: true,
      windowsWiped: true,
      earlierPasses,
    });
    following.follow(enrollment.view());
    enrollment.listen(following.follow);
    ports.push('sound.play', { cue: 'badge-read' });
    void loadPhoto(tenant.directory, person);
  };
};

export const createEnrolling = (parts: Parts): Enrolling => {
  const { ports, store, pass } = parts;
  const running: Running = { enrollment: null, badge: null };
  const following = createFollowing({
    ...parts,
    cancel: (why) => running.enrollment?.send({ type: 'cancel', why }),
  });

  const enrolleeFaces = (): void => {
    const view = running.enrollment?.view();
    const text = running.enrollment?.pass() ?? null;
    if (view !== undefined && text !== null) pass.show(view.id, text);
    parts.presence().touched();
    if (view !== undefined && isEnd(view)) following.leaveBySelf();
  };

  const finish = (): boolean => {
    const view = running.enrollment?.view();
    if (view === undefined || !isEnd(view)) return false;
    following.reset();
    if (store.get().facing === 'enrollee') {
      store.update({ leavesAt: null, handover: 'operator' });
      return true;
    }
    running.enrollment = null;
    running.badge = null;
    parts.presence().stop();
    // The language was the person's choice, not the desk's.
    store.update({ ...blank, phase: 'ready', language: ports.settings.language });
    return true;
  };

  const begin = createBegin(parts, running, following);
  const { tenant } = parts;
  return {
    badge: createFinding({ ports, store, tenant, begin, cardNews: createCardNews(parts, running) }),
    current: () => running.enrollment,
    enrolleeFaces,
    finish,
  };
};

import { failed, ok, problemOf, type Nothing, type Result } from '../../shared/index.ts';
import type { BadgeEvent } from '../badge/index.ts';
import type { Directory, Person } from '../directory/index.ts';
import type { Enrollment, EnrollmentPlace, EnrollmentView } from '../enrollment/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { PassDisplay } from './pass-display.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import type { Presence } from './presence.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

const ends: ReadonlySet<EnrollmentPlace> = new Set(['done', 'refused', 'stopped']);

/** One enrollment after another: begins it from a badge and follows where it stands. */
export interface Enrolling {
  readonly badge: (event: BadgeEvent) => Promise<Result<Nothing>>;
  readonly current: () => Enrollment | null;
  /** Gives the enrollee what only they may see, once the screen is theirs. */
  readonly enrolleeFaces: () => void;
  /** Takes the finished enrollment off the screen. */
  readonly finish: () => boolean;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly pass: PassDisplay;
  readonly presence: () => Presence;
  readonly tenant: () => OpenTenant | null;
}

export const createEnrolling = (parts: Parts): Enrolling => {
  const { ports, store, guests, pass } = parts;
  let running: Enrollment | null = null;
  let place: EnrollmentPlace | null = null;
  let cancelLeave: () => void = () => undefined;

  const leaveBySelf = (): void => {
    if (store.get().facing !== 'enrollee') return;
    const ms = ports.settings.doneSeconds * 1000;
    store.update({ leavesAt: ports.clock.monotonicMs() + ms });
    cancelLeave = ports.clock.after(ms, () => store.update({ leavesAt: null, handover: 'operator' }));
  };

  const ended = (view: EnrollmentView): void => {
    ports.push('sound.play', { cue: view.at === 'done' ? 'done' : 'refused' });
    const tenant = parts.tenant();
    if (tenant !== null) store.update({ today: tenant.enrollments.today() });
    leaveBySelf();
  };

  const entered = async (view: EnrollmentView): Promise<void> => {
    if (view.at === 'reveal') {
      store.update({ handover: 'enrollee' });
      ports.push('sound.play', { cue: 'your-turn' });
    }
    if (view.at === 'revoking' || view.at === 'undoing' || ends.has(view.at)) {
      pass.blank();
      await guests.close();
    }
    if (ends.has(view.at)) ended(view);
  };

  const follow = (view: EnrollmentView): void => {
    const fresh = view.at !== place;
    place = view.at;
    store.update(fresh ? { enrollment: view, problem: null } : { enrollment: view });
    if (!fresh) return;
    parts.presence().touched();
    entered(view).catch((error: unknown) => {
      ports.log.error('follow-failed', { place: view.at, error: problemOfError(error).code });
      running?.send({ type: 'cancel', why: problemOfError(error).code });
    });
  };

  const loadPhoto = async (directory: Directory, person: Person): Promise<void> => {
    try {
      const photo = await directory.readPhoto(person.id, { correlationId: ports.newId() });
      if (running?.view().person.id === person.id) store.update({ photo, photoPending: false });
    } catch (error) {
      // Without a photo the operator compares with the badge and the document.
      ports.log.warn('photo-not-read', { error: problemOfError(error).code });
      if (running?.view().person.id === person.id) store.update({ photoPending: false });
    }
  };

  const begin = (tenant: OpenTenant, person: Person, read: BadgeEvent & { kind: 'read' }): void => {
    const { operator } = store.get();
    if (operator === null) return;
    pass.reset();
    const enrollment = tenant.enrollments.begin({ person, badgeStrength: read.strength, operator });
    running = enrollment;
    place = null;
    store.update({
      phase: 'enrolling',
      facing: 'operator',
      handover: null,
      photo: null,
      photoPending: true,
      guest: null,
      registerStep: 'enter-code',
      windowsWiped: true,
      language: ports.settings.language,
      earlierPasses: tenant.enrollments.earlierPasses(person.id).map((one) => ({ ...one })),
    });
    follow(enrollment.view());
    enrollment.listen(follow);
    ports.push('sound.play', { cue: 'badge-read' });
    void loadPhoto(tenant.directory, person);
  };

  const refuseBadge = (code: Parameters<typeof problemOf>[0]): Result<Nothing> => {
    ports.journal.append({
      type: 'badge.refused',
      enrollment: null,
      step: null,
      actor: store.get().operator?.id ?? 'station',
      subject: null,
      data: { code },
    });
    const problem = problemOf(code, { retryable: true });
    store.update({ phase: 'ready', facing: 'operator', problem });
    ports.push('sound.play', { cue: 'refused' });
    return failed(problem);
  };

  const find = async (tenant: OpenTenant, read: BadgeEvent & { kind: 'read' }): Promise<Result<Nothing>> => {
    store.update({ phase: 'finding', facing: 'operator', problem: null });
    try {
      const people = await tenant.directory.findByEmployeeId(read.identifier, {
        correlationId: ports.newId(),
      });
      const [person] = people;
      if (person === undefined) return refuseBadge('badge.unknown');
      if (people.length > 1) return refuseBadge('badge.ambiguous');
      begin(tenant, person, read);
      return ok({});
    } catch (error) {
      const problem = problemOfError(error);
      ports.log.warn('person-not-found', { error: problem.code, correlationId: problem.correlationId });
      store.update({ phase: 'ready', problem });
      return failed(problem);
    }
  };

  const badge: Enrolling['badge'] = async (event) => {
    const tenant = parts.tenant();
    const { phase, facing } = store.get();
    if (phase !== 'ready' || tenant === null) {
      const problem = problemOf('badge.not-now');
      // The enrollee in the middle of something is not told about a badge that touched the reader.
      if (facing === 'operator' && phase === 'enrolling') store.update({ problem });
      return failed(problem);
    }
    return event.kind === 'misread' ? refuseBadge(event.code) : find(tenant, event);
  };

  const enrolleeFaces = (): void => {
    const text = running?.pass() ?? null;
    if (running !== null && text !== null) pass.show(running.view().id, text);
    parts.presence().touched();
    if (place !== null && ends.has(place)) leaveBySelf();
  };

  const finish = (): boolean => {
    const view = running?.view();
    if (view === undefined || !ends.has(view.at)) return false;
    cancelLeave();
    if (store.get().facing === 'enrollee') {
      store.update({ leavesAt: null, handover: 'operator' });
      return true;
    }
    running = null;
    place = null;
    parts.presence().stop();
    store.update({
      phase: 'ready',
      enrollment: null,
      photo: null,
      earlierPasses: [],
      leavesAt: null,
      handover: null,
      problem: null,
    });
    return true;
  };

  return { badge, current: () => running, enrolleeFaces, finish };
};

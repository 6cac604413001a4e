import { failed, ok, problemOf, type Nothing, type ProblemCode, type Result } from '../../shared/index.ts';
import type { BadgeEvent, BadgeRead } from '../badge/index.ts';
import { createCardPresence } from './card-presence.ts';
import { identify } from './identifying.ts';
import { createListRecord } from './list-record.ts';
import type { Person } from '../directory/index.ts';
import { badgeData, type BadgeOnRecord } from '../enrollment/index.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** From a badge to exactly one person, or to a sentence that says why not. */
export type Finding = (event: BadgeEvent) => Promise<Result<Nothing>>;

/** With what an enrollment is begun. */
export interface Begun {
  readonly tenant: OpenTenant;
  readonly person: Person;
  readonly badge: BadgeOnRecord;
  /** Where it was read. */
  readonly reader: string;
  readonly cardIsThere: () => boolean;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly tenant: () => OpenTenant | null;
  readonly begin: (begun: Begun) => void;
  /** Tells the running enrollment of its own card; false when the event is about something else. */
  readonly cardNews: (event: BadgeEvent) => boolean;
}

/** A badge as it is on record. @throws JournalError when the station has no key to name it by */
const shownBy = ({ badges }: DeskPorts, read: BadgeRead): Omit<BadgeOnRecord, 'rule'> => ({
  strength: read.strength,
  technology: read.technology,
  hash: badges.hash(read),
  certificate: read.proof?.certificateThumbprint ?? null,
});

/** Whether the policy has a card of this kind stay on its reader at all. */
const staysAsked = ({ settings }: DeskPorts, { technology }: BadgeOnRecord): boolean =>
  (technology === 'uid' || technology === 'piv') && settings.cardPresence[technology] !== 'not-asked';

const createRefuse =
  ({ ports, store }: Parts) =>
  (code: ProblemCode, read: BadgeRead | null): Result<Nothing> => {
    ports.journal.append({
      type: 'badge.refused',
      enrollment: null,
      step: null,
      actor: store.get().operator?.id ?? 'station',
      subject: null,
      data: { code, ...(read === null ? {} : badgeData(shownBy(ports, read))) },
    });
    const problem = problemOf(code, { retryable: true });
    store.update({ phase: 'ready', facing: 'operator', problem });
    ports.push('sound.play', { cue: 'refused' });
    return failed(problem);
  };

export const createFinding = (parts: Parts): Finding => {
  const { ports, store } = parts;
  const refuse = createRefuse(parts);
  const recordLists = createListRecord(ports);
  const cards = createCardPresence(ports.badges.hash);

  const find = async (tenant: OpenTenant, read: BadgeRead): Promise<Result<Nothing>> => {
    const context = { correlationId: ports.newId() };
    const { directory } = tenant;
    const found = await identify(read, ports.badges, { directory, context, recordLists });
    if ('code' in found) return refuse(found.code, read);
    const badge = { ...shownBy(ports, read), rule: found.rule.by };
    const { reader } = read;
    const cardIsThere = (): boolean => cards.isThere({ reader, ...badge });
    // Taken away while the person was looked up, where it has to stay.
    if (!cardIsThere() && staysAsked(ports, badge)) return refuse('badge.removed', read);
    parts.begin({ tenant, person: found.person, badge, reader, cardIsThere });
    return ok({});
  };

  const notNow = (): Result<Nothing> => {
    const problem = problemOf('badge.not-now');
    const { facing, handover, phase } = store.get();
    // The enrollee in the middle of something is not told about a badge that touched the reader.
    if (facing === 'operator' && handover === null && phase === 'enrolling') store.update({ problem });
    return failed(problem);
  };

  const take = async (event: BadgeEvent): Promise<Result<Nothing>> => {
    cards.heard(event);
    if (parts.cardNews(event) || event.kind === 'removed') return ok({});
    const tenant = parts.tenant();
    if (store.get().phase !== 'ready' || tenant === null) return notNow();
    if (ports.updateWaits()) return refuse('station.update-waits', null);
    if (event.kind === 'misread') return refuse(event.code, null);
    store.update({ phase: 'finding', problem: null });
    return find(tenant, event);
  };

  return async (event) => {
    try {
      return await take(event);
    } catch (error) {
      const problem = problemOfError(error);
      ports.log.warn('person-not-found', { error: problem.code, correlationId: problem.correlationId });
      const { phase } = store.get();
      if (phase === 'ready' || phase === 'finding') {
        store.update({ phase: 'ready', facing: 'operator', problem });
      }
      return failed(problem);
    }
  };
};

import { BadgeListError, type ListChange, type ListRequest } from '../badge/index.ts';
import type { DeskPorts } from './ports.ts';

type Ports = Pick<DeskPorts, 'journal' | 'badges'>;

/** Who asked for what, and which badges it is about by their hashes; who and why in words as personal values. */
const record =
  ({ journal }: Ports) =>
  (request: ListRequest, { badges, ...counts }: ListChange): void => {
    const { id, at, account, personId, change } = request;
    // The station ended between this entry and the change.
    if (journal.ofType('badge.changed').some(({ entry }) => entry.data['request'] === id)) return;
    const reason = change.what === 'revoke' ? change.reason : null;
    journal.append(
      {
        type: 'badge.changed',
        enrollment: null,
        step: null,
        actor: personId ?? 'station',
        subject: null,
        data: { request: id, requestedAt: at, what: change.what, ...counts, badges: [...badges] },
      },
      { account, ...(reason === null ? {} : { reason }) },
    );
  };

/**
 * Takes in what commands have asked to be changed in the site's lists: the desk alone has the key that names badges, and
 * it alone writes the journal, so no command waits for it or writes beside it.
 *
 * @throws BadgeListError, JournalError
 */
export const takeListRequests = (ports: Ports): void => ports.badges.lists.takeRequests(record(ports));

/**
 * The same when the desk opens, so that no badge waits on disk in clear for somebody to show one. What cannot be read is
 * told at the next badge, which then names nobody.
 *
 * @throws JournalError
 */
export const takeListRequestsAtOpening = (ports: Ports): void => {
  try {
    takeListRequests(ports);
  } catch (error) {
    if (!(error instanceof BadgeListError)) throw error;
  }
};

import type { ListState } from '../badge/index.ts';
import { takeListRequests } from './list-requests.ts';
import type { DeskPorts } from './ports.ts';

const isText = (value: unknown): value is string | null => typeof value === 'string' || value === null;

/**
 * Writes down which lists of badges are in force, whenever they are not those of the last entry: what decides who a badge
 * belongs to is then found in the record of each enrollment after it. What commands have asked for is taken in first.
 */
export const createListRecord = (ports: Pick<DeskPorts, 'journal' | 'badges'>) => {
  const { journal, badges } = ports;
  const known = new Map<ListState['list'], string | null>();
  const lastOnRecord = (list: ListState['list']): string | null => {
    const last = journal.ofType('badge.list').findLast(({ entry }) => entry.data['list'] === list);
    const sha256 = last?.entry.data['sha256'] ?? null;
    return isText(sha256) ? sha256 : null;
  };
  /** @throws BadgeListError, JournalError: nobody is named by lists that are not on record */
  return (): void => {
    takeListRequests(ports);
    for (const { list, sha256, entries } of badges.lists.states()) {
      if (!known.has(list)) known.set(list, lastOnRecord(list));
      if (known.get(list) === sha256) continue;
      journal.append({
        type: 'badge.list',
        enrollment: null,
        step: null,
        actor: 'station',
        subject: null,
        data: { list, sha256, entries },
      });
      known.set(list, sha256);
    }
  };
};

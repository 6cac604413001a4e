import { existsSync, readFileSync } from 'node:fs';
import {
  emptyLostList,
  keyKinds,
  keyOf,
  keyText,
  leaveRequest,
  listFiles,
  lostList,
  waitingRequests,
  type LostList,
  type ListRequest,
} from '../../badge/index.ts';
import { FINE, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { accountName, badgeWords, configuredFolder, stationFolder, WHEN_TAKEN } from './folder.ts';

/** @throws Error when the list is there and cannot be used */
const readLost = (file: string): LostList => {
  if (!existsSync(file)) return emptyLostList;
  try {
    return lostList.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file} cannot be read: put it back from a copy`, { cause: error });
  }
};

const badgeIn = ([kind = '', badge = '']: readonly string[]): string => {
  const known = keyKinds.find((one) => one === kind);
  if (known === undefined) throw new UsageError(`KIND is one of ${keyKinds.join(', ')}`);
  const key = keyOf(known, badge);
  if (key === null) throw new UsageError(`that is not written as a ${known}`);
  return keyText(key);
};

const WHERE =
  '  --dir         the folder of the station’s journal; dataFolder of the configuration when left out';
const WHAT = `  KIND          ${keyKinds.join(', ')}`;

/** Asks the desk for a change of the list by one badge. */
const ask = (
  invocation: Invocation,
  changeOf: (badge: string, reason: string | null) => ListRequest['change'],
  words: string,
): ExitStatus => {
  const asked = badgeWords(invocation.args, 2, { reason: { type: 'string' } });
  const folder = stationFolder(asked.text('dir'), () => configuredFolder(invocation.configFiles));
  const change = changeOf(badgeIn(asked.words), asked.text('reason')?.slice(0, 200) ?? null);
  const from = { now: invocation.now(), account: accountName(), personId: null };
  const request = leaveRequest(folder, { ...from, change });
  const { output, json } = invocation;
  output.out(json ? `${JSON.stringify({ request })}\n` : `${words}: ${WHEN_TAKEN}\n`);
  return FINE;
};

/** `tapdesk badge revoke`: a badge that is to name nobody any more, whatever else says whose it is. */
export const badgeRevoke: Command = {
  name: 'badge revoke',
  usage: ['KIND BADGE [--reason TEXT] [--dir DIR] [--json]', WHAT, WHERE].join('\n'),
  run: (invocation) =>
    Promise.resolve(
      ask(
        invocation,
        (badge, reason) => ({ what: 'revoke', badge, reason }),
        'the badge is to name nobody any more',
      ),
    ),
};

/** `tapdesk badge restore`: takes a badge off the list again. */
export const badgeRestore: Command = {
  name: 'badge restore',
  usage: ['KIND BADGE [--dir DIR] [--json]', WHAT, WHERE].join('\n'),
  run: (invocation) =>
    Promise.resolve(
      ask(invocation, (badge) => ({ what: 'restore', badge }), 'the badge is to be off the list'),
    ),
};

/** `tapdesk badge list`: every badge on the list of lost ones, by its hash, and how much the desk has not taken in. */
export const badgeList: Command = {
  name: 'badge list',
  usage: ['[--dir DIR] [--json]', WHERE].join('\n'),
  run: (invocation) => {
    const asked = badgeWords(invocation.args, 0);
    const folder = stationFolder(asked.text('dir'), () => configuredFolder(invocation.configFiles));
    const { badges } = readLost(listFiles(folder).lost);
    const waiting = waitingRequests(folder).length;
    const lines = [
      ...badges.map(
        ({ badge, since, reason }) => `${since}  ${badge}${reason === null ? '' : `  ${reason}`}\n`,
      ),
      ...(waiting === 0 ? [] : [`${waiting} more to be taken in by the desk\n`]),
    ];
    invocation.output.out(invocation.json ? `${JSON.stringify({ badges, waiting })}\n` : lines.join(''));
    return Promise.resolve(FINE);
  },
};

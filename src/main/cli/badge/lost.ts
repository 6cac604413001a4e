import { existsSync, readFileSync } from 'node:fs';
import {
  emptyLostList,
  keyKinds,
  keyOf,
  listFiles,
  lostList,
  withLost,
  withoutLost,
  type BadgeKey,
  type LostList,
} from '../../badge/index.ts';
import { replaceFile } from '../../journal/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { badgeWords, configuredFolder, stationFolder } from './folder.ts';

/** @throws Error when the list is there and cannot be used: nothing is written over it */
const readLost = (file: string): LostList => {
  if (!existsSync(file)) return emptyLostList;
  try {
    return lostList.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file} cannot be read: put it back from a copy`, { cause: error });
  }
};

const badgeIn = ([kind = '', badge = '']: readonly string[]): BadgeKey => {
  const known = keyKinds.find((one) => one === kind);
  if (known === undefined) throw new UsageError(`KIND is one of ${keyKinds.join(', ')}`);
  const key = keyOf(known, badge);
  if (key === null) throw new UsageError(`that is not written as a ${known}`);
  return key;
};

const WHERE =
  '  --dir         the folder of the station’s journal; dataFolder of the configuration when left out';
const WHAT = `  KIND          ${keyKinds.join(', ')}`;

type Change = (list: LostList, badge: BadgeKey, reason: string | null) => LostList;

/** Changes the list by one badge; what is so already is told and is no failure. */
const change = (
  invocation: Invocation,
  by: Change,
  words: readonly [done: string, before: string],
): ExitStatus => {
  const asked = badgeWords(invocation.args, 2, { reason: { type: 'string' } });
  const folder = stationFolder(asked.text('dir'), () => configuredFolder(invocation.configFiles));
  const file = listFiles(folder).lost;
  const before = readLost(file);
  const after = by(before, badgeIn(asked.words), asked.text('reason')?.slice(0, 200) ?? null);
  const changed = after !== before;
  if (changed) replaceFile(file, `${JSON.stringify(after)}\n`);
  const { output, json } = invocation;
  const answer = { changed, badges: after.badges.length };
  output.out(json ? `${JSON.stringify(answer)}\n` : `${changed ? words[0] : words[1]}\n`);
  return changed ? FINE : FOUND;
};

/** `tapdesk badge revoke`: a badge that names nobody from now on, whatever else says whose it is. */
export const badgeRevoke: Command = {
  name: 'badge revoke',
  usage: ['KIND BADGE [--reason TEXT] [--dir DIR] [--json]', WHAT, WHERE].join('\n'),
  run: (invocation) => {
    const since = new Date(invocation.now()).toISOString();
    const by: Change = (list, badge, reason) => withLost(list, badge, { since, reason });
    return Promise.resolve(
      change(invocation, by, ['the badge names nobody from now on', 'the badge is on the list already']),
    );
  },
};

/** `tapdesk badge restore`: takes a badge off the list again. */
export const badgeRestore: Command = {
  name: 'badge restore',
  usage: ['KIND BADGE [--dir DIR] [--json]', WHAT, WHERE].join('\n'),
  run: (invocation) =>
    Promise.resolve(
      change(invocation, withoutLost, ['the badge is off the list', 'the badge is not on the list']),
    ),
};

/** `tapdesk badge list`: every badge on the list of lost ones. */
export const badgeList: Command = {
  name: 'badge list',
  usage: ['[--dir DIR] [--json]', WHERE].join('\n'),
  run: (invocation) => {
    const asked = badgeWords(invocation.args, 0);
    const folder = stationFolder(asked.text('dir'), () => configuredFolder(invocation.configFiles));
    const { badges } = readLost(listFiles(folder).lost);
    const lines = badges.map(
      ({ badge, since, reason }) => `${since}  ${badge}${reason === null ? '' : `  ${reason}`}\n`,
    );
    invocation.output.out(invocation.json ? `${JSON.stringify({ badges })}\n` : lines.join(''));
    return Promise.resolve(FINE);
  },
};

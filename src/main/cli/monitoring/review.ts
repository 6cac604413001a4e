import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createGraphDirectory } from '../../directory/index.ts';
import { openJournal, type Journal } from '../../journal/index.ts';
import { review as propose, type Proposal, type Review } from '../../monitoring/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { readingAs } from '../posture/read-posture.ts';
import { wordsOf } from '../words.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';
import { cleanUp, type Cleaned } from './clean-up.ts';
import { readReview } from './read-review.ts';

interface Asked {
  readonly apply: boolean;
  /** Nobody is there to sign in: what the reading identity may not see stays unknown, and nothing is changed. */
  readonly unattended: boolean;
  readonly folder: string | null;
}

const askedIn = (args: readonly string[]): Asked => {
  const words = wordsOf(args, {
    apply: { type: 'boolean' },
    unattended: { type: 'boolean' },
    dir: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [apply, unattended] = [words.apply === true, words.unattended === true];
  if (apply && unattended) throw new UsageError('--apply takes somebody who signs in: without --unattended');
  return { apply, unattended, folder: words.dir ?? null };
};

/** A review is on record wherever there is a place for it; cleaning up without a record is not done. */
const openRecord = (asked: Asked, { config }: OpenTenant, { now }: Invocation): Journal | null => {
  const folder = asked.folder ?? config.dataFolder;
  if (folder === null && asked.apply)
    throw new UsageError('say where the record goes: --dir DIR, or dataFolder');
  if (folder === null) return null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openJournal({
    file: path.join(folder, 'reviews.sqlite'),
    station: config.station.id,
    clock: { now, monotonicMs: () => performance.now() },
    randomBytes: (count) => randomBytes(count),
  });
};

const lineOf = (one: Proposal): string => {
  const what = one.kind === 'delete-pass' ? `delete pass ${one.passId}` : `leave ${one.group}`;
  const since = one.since === null ? 'since nobody knows when' : `since ${one.since}`;
  return `* ${one.personId}: ${what}, ${since}${one.young ? ' (may be an enrollment that is going on)' : ''}\n`;
};

const textOf = (found: Review, cleaned: readonly Cleaned[]): string =>
  [
    ...found.proposals.map(lineOf),
    ...found.unknown.map((one) => `? could not be read: ${one}\n`),
    ...cleaned.map(({ id, result, code }) => `${result} ${id}${code === null ? '' : ` (${code})`}\n`),
    `${found.livePasses} live passes, ${found.members} members of pass groups, ${found.proposals.length} to take away\n`,
  ].join('');

const statusOf = (found: Review, cleaned: readonly Cleaned[]): ExitStatus => {
  const away = cleaned.filter(({ result }) => result !== 'left').length;
  return found.unknown.length === 0 && away === found.proposals.length ? FINE : FOUND;
};

/** What earlier reviews proposed, and when first. */
const proposedBefore = (record: Journal | null): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const { entry } of record?.ofType('review.begun') ?? []) {
    const proposals = entry.data['proposals'];
    for (const id of Array.isArray(proposals) ? proposals : []) {
      if (!first.has(id)) first.set(id, Date.parse(entry.at));
    }
  }
  return first;
};

/** Looks, cleans up where asked to, and writes down both. */
const run = async (
  asked: Asked,
  tenant: OpenTenant,
  record: Journal | null,
): Promise<{ readonly found: Review; readonly cleaned: readonly Cleaned[] }> => {
  // Passes of others are shown to who may issue them, not to who reviews.
  const operator = asked.unattended ? null : await tenant.signIn({ part: 'operator' });
  const directory = createGraphDirectory(graphOf(tenant, operator ?? tenant.session));
  const found = propose({
    ...(await readReview(tenant, directory)),
    proposedAt: proposedBefore(record),
  });
  const by = operator?.account.id ?? 'station';
  const note = (type: string, data: Readonly<Record<string, number | string[]>>): void =>
    void record?.append({ type, enrollment: null, step: null, actor: by, subject: null, data });
  note('review.begun', {
    livePasses: found.livePasses,
    members: found.members,
    proposals: found.proposals.map(({ id }) => id),
    unknown: [...found.unknown],
  });
  const cleaned =
    asked.apply && record !== null
      ? await cleanUp(found, { directory, journal: record, by, newId: randomUUID })
      : [];
  note('review.done', { cleaned: cleaned.map(({ id, result }) => `${result} ${id}`) });
  return { found, cleaned };
};

/** `tapdesk review`: the weekly look at every live pass and every member of the pass groups, whoever made them. */
export const review: Command = {
  name: 'review',
  usage: [
    '[--apply | --unattended] [--dir DIR] [--json]',
    'Lists all live passes and all members of the pass groups in the tenant, and proposes what to take away.',
    '--apply does it, but for what may belong to an enrollment that is going on. The record goes to DIR.',
    '--unattended: nobody signs in beside the reading identity, and nothing is taken away.',
    'Exit status 0: nothing is left to take away, and all could be read. 1: something is, or could not.',
  ].join('\n'),
  run: async (invocation) => {
    const asked = askedIn(invocation.args);
    const tenant = await invocation.openTenant(readingAs);
    const record = openRecord(asked, tenant, invocation);
    try {
      const { found, cleaned } = await run(asked, tenant, record);
      const { out } = invocation.output;
      out(invocation.json ? `${JSON.stringify({ ...found, cleaned }, null, 2)}\n` : textOf(found, cleaned));
      return statusOf(found, cleaned);
    } finally {
      record?.close();
    }
  },
};

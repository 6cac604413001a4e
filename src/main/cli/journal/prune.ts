import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  digestOf,
  earlierFiles,
  filesOf,
  lookInto,
  prunedNote,
  REACH_MS,
  removeFile,
  replaceFile,
  type JournalFiles,
  type Look,
  type Pruned,
} from '../../journal/index.ts';
import type { PublicKey } from '../../../verifier/checkpoint.ts';
import type { Report } from '../../../verifier/report.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readAsked } from './asked.ts';
import { legalHold } from './hold.ts';
import { readKeys, verified } from './verified.ts';

/** The journal beside which a sealed epoch lies. @throws UsageError when the file is no sealed epoch */
const journalOf = (file: string): JournalFiles => {
  const [, name] = /^(.+)-\d+-sealed\.sqlite$/.exec(path.basename(file)) ?? [];
  if (name === undefined) throw new UsageError(`${file} is not a sealed epoch: seal it, and start the desk`);
  return filesOf(path.join(path.dirname(file), `${name}.sqlite`));
};

/** The epoch that follows, if it names the end of this one: that is what is left of it. */
const anchorOf = (files: JournalFiles, { epoch, head }: Report): Look | undefined =>
  [files.current, ...earlierFiles(files).map((one) => one.file)]
    .filter((file) => existsSync(file))
    .map(lookInto)
    .find(({ begun }) => begun?.previousEpoch === epoch && begun.previousHead === head);

/** An epoch whose passes the policy may still count would be missed: the desk would refuse until they are too old. */
const countedUntil = ({ begunAt }: Look, now: number): string | null => {
  const until = Date.parse(begunAt ?? '') + REACH_MS;
  return now < until ? `its passes may still count until ${new Date(until).toISOString()}` : null;
};

interface Reports {
  readonly own: Report;
  readonly exported: Report;
}

/** Why the epoch must stay, in words; null when it may go. */
const obstacle = (files: JournalFiles, { own, exported }: Reports, now: number): string | null => {
  if (!own.ok) return 'the epoch does not verify: it stays as evidence of that';
  if (!exported.ok) return 'the export does not verify';
  if (exported.trust !== 'given-key') return 'the export is not signed by the given key';
  if (!exported.sealed || exported.head !== own.head || exported.epoch !== own.epoch) {
    return 'the export is not of this epoch as it was sealed';
  }
  const anchor = anchorOf(files, own);
  return anchor === undefined ? 'no later epoch names the end of this one' : countedUntil(anchor, now);
};

interface Asked {
  readonly file: string;
  readonly exported: string;
  readonly keys: readonly PublicKey[];
  readonly json: boolean;
}

const readArgs = (args: readonly string[]): Asked => {
  const { file, text, texts, flag } = readAsked(args, { values: ['export', 'key'] });
  const exported = text('export');
  if (exported === undefined || texts('key').length === 0) {
    throw new UsageError('--export EXPORT and --key PUBLIC.jwk are needed');
  }
  if (!existsSync(exported)) throw new UsageError(`${exported} is not there`);
  return { file, exported, keys: readKeys(texts('key')), json: flag('json') };
};

/** Removes the epoch. The note comes first: the desk records it at its next start, whatever happens in between. */
const remove = (files: JournalFiles, { file, exported }: Asked, note: Omit<Pruned, 'exportSha256'>): void => {
  const whole: Pruned = { ...note, exportSha256: digestOf(exported) ?? '' };
  replaceFile(prunedNote(files, note.epoch), `${JSON.stringify(whole)}\n`);
  for (const end of ['', '-wal', '-shm']) removeFile(file + end);
};

const prune = ({ args, output: { out }, now, configFiles }: Invocation): ExitStatus => {
  const asked = readArgs(args);
  const files = journalOf(asked.file);
  const own = verified(asked.file);
  const { epoch, head } = own;
  if (epoch === null || head === null) throw new UsageError(`${asked.file} has no entries`);
  const reports = { own, exported: verified(asked.exported, asked.keys) };
  const against = legalHold({ configFiles }) ?? obstacle(files, reports, now());
  if (against === null) remove(files, asked, { epoch, head });
  const words = against ?? `epoch ${epoch} is gone from the station; its end stands in the epoch after it`;
  const answer = { pruned: against === null, epoch, obstacle: against };
  out(asked.json ? `${JSON.stringify(answer)}\n` : `${words}\n`);
  return against === null ? FINE : FOUND;
};

/** Removes a sealed epoch of which there is a verified export. */
export const journalPrune: Command = {
  name: 'journal prune',
  usage: [
    'FILE --export EXPORT --key PUBLIC.jwk... [--json]',
    '  FILE          a sealed epoch, such as journal-1-sealed.sqlite',
    '  --export      the export of it; it must verify by the key',
  ].join('\n'),
  run: (invocation) => Promise.resolve(prune(invocation)),
};

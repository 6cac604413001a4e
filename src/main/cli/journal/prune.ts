import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  digestOf,
  earlierFiles,
  filesOf,
  lookInto,
  prunedNote,
  removeFile,
  replaceFile,
  type JournalFiles,
  type Pruned,
} from '../../journal/index.ts';
import type { PublicKey } from '../../../verifier/checkpoint.ts';
import type { Report } from '../../../verifier/report.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Output } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readAsked } from './asked.ts';
import { readKeys, verified } from './verified.ts';

/** The journal beside which a sealed epoch lies. @throws UsageError when the file is no sealed epoch */
const journalOf = (file: string): JournalFiles => {
  const [, name] = /^(.+)-\d+-sealed\.sqlite$/.exec(path.basename(file)) ?? [];
  if (name === undefined) throw new UsageError(`${file} is not a sealed epoch: seal it, and start the desk`);
  return filesOf(path.join(path.dirname(file), `${name}.sqlite`));
};

/** Whether the epoch that follows names the end of this one: that is what is left of it. */
const isAnchored = (files: JournalFiles, { epoch, head }: Report): boolean =>
  [files.current, ...earlierFiles(files).map((one) => one.file)]
    .filter((file) => existsSync(file))
    .some((file) => {
      const { begun } = lookInto(file);
      return begun?.previousEpoch === epoch && begun.previousHead === head;
    });

/** Why the epoch must stay, in words; null when it may go. */
const obstacle = (files: JournalFiles, own: Report, exported: Report): string | null => {
  if (!own.ok) return 'the epoch does not verify: it stays as evidence of that';
  if (!exported.ok) return 'the export does not verify';
  if (exported.trust !== 'given-key') return 'the export is not signed by the given key';
  if (!exported.sealed || exported.head !== own.head || exported.epoch !== own.epoch) {
    return 'the export is not of this epoch as it was sealed';
  }
  return isAnchored(files, own) ? null : 'no later epoch names the end of this one';
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

const prune = (args: readonly string[], { out }: Output): ExitStatus => {
  const asked = readArgs(args);
  const files = journalOf(asked.file);
  const own = verified(asked.file);
  const { epoch, head } = own;
  if (epoch === null || head === null) throw new UsageError(`${asked.file} has no entries`);
  const against = obstacle(files, own, verified(asked.exported, asked.keys));
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
  run: ({ args, output }) => Promise.resolve(prune(args, output)),
};

import { linesIn } from '../lines.ts';
import type { Archive } from './archive.ts';
import type { NamedFile } from './manifest.ts';
import type { Observed } from './observe.ts';
import type { Notes } from './report.ts';

/** Which types of entries each extract has, all of the pack's time and no others. */
const typesOf: Readonly<Record<string, (type: string) => boolean>> = {
  'extracts/approvals.jsonl': (type) => type.startsWith('approval.'),
  'extracts/reviews.jsonl': (type) => type.startsWith('review.'),
  'extracts/alerts.jsonl': (type) => type.startsWith('alert.'),
  'extracts/posture.jsonl': (type) => type === 'posture.checked',
};

interface Following {
  readonly file: string;
  readonly belongs: (type: string) => boolean;
  readonly lines: Iterator<Buffer>;
  right: boolean;
}

/** Follows the extracts while the journals go by. */
export interface Extracts {
  readonly wants: (type: string) => boolean;
  readonly take: (entry: Observed) => void;
  readonly end: () => void;
}

const nextLine = ({ lines }: Following): string | null => {
  const next = lines.next();
  return next.done === true ? null : next.value.toString('utf8');
};

/**
 * Holds each extract against the journals: it must have every entry of its types and time as it is, in order, and
 * nothing else.
 */
export const followExtracts = (
  archive: Archive,
  {
    files,
    from,
    until,
  }: { readonly files: readonly NamedFile[]; readonly from: string; readonly until: string },
  notes: Notes,
): Extracts => {
  const following = files
    .filter(({ kind }) => kind === 'extract')
    .map(({ name }): Following => ({
      file: name,
      belongs: typesOf[name] ?? ((): boolean => false),
      lines: linesIn(archive.pieces(name))[Symbol.iterator](),
      right: true,
    }));
  const wrong = (one: Following, what: string): void => {
    one.right = false;
    notes.find(one.file, 'extract', what);
  };
  return {
    wants: (type) => following.some(({ belongs }) => belongs(type)),
    take: ({ type, at, text }) => {
      if (at < from || at >= until) return;
      for (const one of following) {
        if (one.right && one.belongs(type) && nextLine(one) !== text) {
          wrong(one, `it does not have the entry of ${at} as the journal has it`);
        }
      }
    },
    end: () => {
      for (const one of following) {
        if (one.right && nextLine(one) !== null) wrong(one, 'it has an entry that no journal has');
      }
    },
  };
};

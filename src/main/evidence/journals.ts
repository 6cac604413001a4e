import { linesOf } from '../../verifier/lines.ts';
import { exportLines } from '../journal/index.ts';
import type { Stage, Written } from './stage.ts';

/** A journal, or an export of one, that goes into a pack. */
export interface JournalFile {
  readonly file: string;
  /** It is an export: text already. */
  readonly exported: boolean;
  readonly station: string;
  readonly epoch: number;
}

const extracts = {
  'extracts/approvals.jsonl': (type: string) => type.startsWith('approval.'),
  'extracts/reviews.jsonl': (type: string) => type.startsWith('review.'),
  'extracts/alerts.jsonl': (type: string) => type.startsWith('alert.'),
  'extracts/posture.jsonl': (type: string) => type === 'posture.checked',
} as const;

function* linesIn({ file, exported }: JournalFile): Generator<string> {
  if (!exported) {
    yield* exportLines(file, { personal: true });
    return;
  }
  for (const line of linesOf(file)) yield line.toString('utf8');
}

/** In canonical form every entry ends with its type and version, and begins with who acted and when. */
const typeIn = (text: string): string => /"type":"([^"\\]*)","v":1\}$/.exec(text.slice(-90))?.[1] ?? '';
const timeIn = (text: string): string => /"at":"([^"]*)"/.exec(text.slice(0, 300))?.[1] ?? '';

const personalIn = (line: string): readonly string[] => {
  const value: unknown = JSON.parse(line);
  return Array.isArray(value) ? value.map(String) : [];
};

interface Time {
  readonly from: string;
  readonly until: string;
}

const writeOne = (stage: Stage, journal: JournalFile, take: (text: string) => void): void => {
  const name = `journals/${journal.station}-${journal.epoch}.jsonl`;
  const [out, open] = [stage.open(name, 'journal'), stage.openings(name)];
  let seq = 0;
  for (const line of linesIn(journal)) {
    if (line.startsWith('[')) {
      const [place = '', salt = '', value = ''] = personalIn(line);
      open({ line: seq, place, salt, value });
      continue;
    }
    out.line(line);
    if (!line.startsWith('{"actor"')) continue;
    seq += 1;
    take(line);
  }
  out.end();
};

/**
 * Writes the journals, each whole, personal values apart; and beside them, of the pack's time, the entries that an
 * assessor asks for first, as they are.
 */
export const writeJournals = (
  stage: Stage,
  journals: readonly JournalFile[],
  { from, until }: Time,
): void => {
  const outs = Object.entries(extracts).map(
    ([name, belongs]): readonly [Written, (type: string) => boolean] => [
      stage.open(name, 'extract'),
      belongs,
    ],
  );
  const take = (text: string): void => {
    const type = typeIn(text);
    const wanted = outs.find(([, belongs]) => belongs(type));
    if (wanted === undefined) return;
    const at = timeIn(text);
    if (at >= from && at < until) wanted[0].line(text);
  };
  for (const journal of journals) writeOne(stage, journal, take);
  for (const [out] of outs) out.end();
};

import { weighing } from './answer.ts';
import type { WhatIf } from './what-if.ts';

/** Somebody of the simulated town; `part` is what they are for. */
export type Row = WhatIf & { readonly part: string };

const codesOf = ({ decision }: Row): string =>
  decision.verdict === 'allow'
    ? ''
    : [...new Set(weighing(decision.reasons).map(({ code }) => code))].join(', ');

/** One line a person: who, in which scenario, what was decided, and the codes of what speaks against it. */
export const table = (rows: readonly Row[]): string => {
  const cells = rows.map((row) => [
    row.part,
    row.userPrincipalName,
    row.scenario,
    row.decision.verdict,
    codesOf(row),
  ]);
  const all = [['part', 'user', 'scenario', 'decision', 'reasons'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
};

/** One number beside what it is held against, taken in the same run. */
export interface Row {
  readonly name: string;
  /** `ratio`: measured over baseline. `count` and `ms`: against a fixed most. */
  readonly unit: 'ratio' | 'count' | 'ms';
  readonly measured: number;
  readonly baseline: number | null;
  readonly value: number;
  readonly most: number;
  readonly reached: boolean;
}

/** The middle of several runs: machines are noisy. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** A row that divides by a baseline of the same run. */
export const ratioRow = (
  name: string,
  measured: number,
  against: { baseline: number; most: number },
): Row => ({
  name,
  unit: 'ratio',
  measured: round(measured),
  baseline: round(against.baseline),
  value: round(measured / against.baseline),
  most: against.most,
  reached: measured / against.baseline <= against.most,
});

/** A row that holds a number against a fixed most; the baseline says what was taken off. */
export const plainRow = (
  name: string,
  unit: 'count' | 'ms',
  numbers: { measured: number; baseline: number | null; value: number; most: number },
): Row => ({
  name,
  unit,
  measured: round(numbers.measured),
  baseline: numbers.baseline === null ? null : round(numbers.baseline),
  value: round(numbers.value),
  most: numbers.most,
  reached: numbers.value <= numbers.most,
});

/** The table as text. */
export const tableOf = (rows: readonly Row[]): string => {
  const cells = rows.map((row) => [
    row.name,
    String(row.measured),
    row.baseline === null ? '' : String(row.baseline),
    `${row.value}${row.unit === 'ms' ? ' ms' : row.unit === 'ratio' ? ' ×' : ''}`,
    `≤ ${row.most}`,
    row.reached ? 'reached' : 'MISSED',
  ]);
  const all = [['what', 'measured', 'baseline', 'value', 'to reach', ''], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  return all
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
};

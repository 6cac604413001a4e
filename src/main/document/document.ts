/** One line of a chart: what it is about, and a number for each series. */
export interface ChartRow {
  readonly label: string;
  /** Null: there is no number. */
  readonly values: readonly (number | null)[];
}

/** Numbers to be compared. A table with the same numbers stands beside it wherever it is drawn. */
export interface Chart {
  /** `bars` lie, for words; `columns` stand, for time. */
  readonly shape: 'bars' | 'columns';
  readonly title: string;
  /** What the rows are, such as `Week`; heads the first column of the table. */
  readonly of: string;
  /** One or two; the first is the one that matters. */
  readonly series: readonly string[];
  readonly rows: readonly ChartRow[];
}

/** A part of a document. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      /** The first of each row names it. */
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** Lines to be filled in by hand. */
  | { readonly kind: 'sign-off'; readonly people: readonly string[] };

/** Something that people read or print, whatever it is drawn as. */
export interface Document {
  readonly title: string;
  /** What it is about, right below the title. */
  readonly subtitle: string;
  readonly blocks: readonly Block[];
}

/** A number as people read it; a dash where there is none. */
export const numberIn = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 1 });

/** The table that says the same as a chart. */
export const tableOf = ({ of, series, rows }: Chart) => ({
  head: [of, ...series],
  rows: rows.map(({ label, values }) => [label, ...values.map(numberIn)]),
});

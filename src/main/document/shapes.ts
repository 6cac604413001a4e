import { numberIn, type Chart, type ChartRow } from './document.ts';

/** What a chart is drawn from, in units of its own; x to the right, y down. */
export type Shape =
  | {
      readonly kind: 'bar';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** The first series is filled, the second outlined: nobody needs the colours. */
      readonly series: number;
    }
  | {
      readonly kind: 'label';
      readonly x: number;
      /** Of the line that letters stand on. */
      readonly y: number;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
    }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    };

/** A chart as shapes. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export const WIDTH = 720;
/** The height of letters; drawings are shown at their own size or smaller by little. */
export const LETTERS = 13;

const LEGEND = 28;
const NAMES = 230;
const NUMBERS = 56;
const BAR = 16;
/** What fits beside the bars; the table has the whole text. */
const MOST_LETTERS = 29;

const shortened = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

const label = (
  at: readonly [number, number],
  text: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): Shape => ({
  kind: 'label',
  x: at[0],
  y: at[1],
  text,
  anchor,
});

const legendOf = ({ series }: Chart): readonly Shape[] =>
  series.flatMap((name, index): readonly Shape[] => {
    const x = 4 + index * 260;
    return [{ kind: 'bar', x, y: 4, width: 14, height: 14, series: index }, label([x + 22, 16], name)];
  });

const greatest = (rows: readonly ChartRow[]): number =>
  Math.max(1, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));

const barsOf = (chart: Chart): Drawing => {
  const most = greatest(chart.rows);
  const step = chart.series.length * BAR + 14;
  const room = WIDTH - NAMES - NUMBERS;
  const rows = chart.rows.flatMap(({ label: name, values }, index): readonly Shape[] => {
    const top = LEGEND + index * step;
    const bars = values.flatMap((value, series): readonly Shape[] => {
      const y = top + series * BAR;
      const width = ((value ?? 0) / most) * room;
      return [
        { kind: 'bar', x: NAMES, y, width, height: BAR - 3, series },
        label([NAMES + width + 6, y + BAR - 5], numberIn(value)),
      ];
    });
    return [label([NAMES - 8, top + BAR - 4], shortened(name), 'end'), ...bars];
  });
  const height = LEGEND + chart.rows.length * step;
  const axis: Shape = { kind: 'line', x1: NAMES, y1: LEGEND - 4, x2: NAMES, y2: height - 4 };
  return { width: WIDTH, height, shapes: [...legendOf(chart), ...rows, axis] };
};

const COLUMNS = 200;

const columnsOf = (chart: Chart): Drawing => {
  const most = greatest(chart.rows);
  const [left, bottom] = [8, LEGEND + 22 + COLUMNS];
  const step = (WIDTH - 2 * left) / Math.max(1, chart.rows.length);
  const wide = Math.min(26, (step - 6) / chart.series.length);
  // Labels that would run into each other are left out; the table has them all.
  const every = Math.ceil(74 / step);
  const rows = chart.rows.flatMap(({ label: name, values }, index): readonly Shape[] => {
    const middle = left + step * (index + 0.5);
    const first = middle - (wide * values.length) / 2;
    const columns = values.map((value, series): Shape => {
      const height = ((value ?? 0) / most) * COLUMNS;
      return { kind: 'bar', x: first + series * wide, y: bottom - height, width: wide - 2, height, series };
    });
    const top = bottom - ((values[0] ?? 0) / most) * COLUMNS - 5;
    return [
      ...columns,
      ...(step >= 30 ? [label([first + wide / 2, top], numberIn(values[0] ?? null), 'middle')] : []),
      ...(index % every === 0 ? [label([middle, bottom + 18], name, 'middle')] : []),
    ];
  });
  const axis: Shape = { kind: 'line', x1: left, y1: bottom, x2: WIDTH - left, y2: bottom };
  return { width: WIDTH, height: bottom + 28, shapes: [...legendOf(chart), ...rows, axis] };
};

/** Draws a chart. Pure: where and how it is shown is somebody else's. */
export const drawingOf = (chart: Chart): Drawing =>
  chart.shape === 'bars' ? barsOf(chart) : columnsOf(chart);

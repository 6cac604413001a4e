import type { Difference, Journey } from '../../posture/index.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const column = 460;
const line = 22;
/** What fits into a box; names of policies may be longer. */
const characters = 50;
const fitting = (words: string): string =>
  words.length > characters ? `${words.slice(0, characters - 1)}…` : words;
const text = ([x, y]: readonly [number, number], words: string, more = ''): string =>
  `<text x="${x}" y="${y}"${more}>${escaped(words)}</text>`;

const heightOf = ({ stages }: Journey): number =>
  90 + line * Math.max(1, ...stages.map(({ policies }) => policies.length));

/** One row: the journey's stages from left to right, each with the policies that apply. */
const rowOf = (journey: Journey, top: number): string => {
  const height = heightOf(journey) - 30;
  const boxes = journey.stages.map(({ stage, open, policies }, index) => {
    const x = 20 + index * column;
    return [
      `<rect x="${x}" y="${top + 30}" width="${column - 40}" height="${height - 20}" rx="8" fill="none" stroke="${open ? '#106b21' : '#a4262c'}" stroke-width="${open ? 2 : 4}"/>`,
      text([x + 14, top + 56], `${open ? '✓' : '✗'} ${stage}`, ' font-weight="700"'),
      ...policies.map(({ policy, met }, at) =>
        text([x + 14, top + 56 + line * (at + 1)], fitting(`${met ? '✓' : '✗'} ${policy}`)),
      ),
    ].join('\n');
  });
  const result = journey.breaksAt === null ? 'gets through' : `breaks at ${journey.breaksAt}`;
  return [
    text([20, top + 18], `${journey.name}: ${result}`, ' font-size="18" font-weight="700"'),
    ...boxes,
  ].join('\n');
};

const differenceLine = ({ stage, policy, here, graph }: Difference): string =>
  `✗ ${stage}: ${policy}: here ${here}, Graph’s own evaluation says ${graph}`;

/**
 * The journeys as an SVG document; marks as well as colours say what is met.
 *
 * @param differences where Graph's own evaluation says otherwise, below the rest
 */
export const pictureOf = (journeys: readonly Journey[], differences: readonly Difference[] = []): string => {
  let top = 10;
  const rows = journeys.map((journey) => {
    const row = rowOf(journey, top);
    top += heightOf(journey) + 20;
    return row;
  });
  const below = differences.map((one, index) => text([20, top + line * (index + 1)], differenceLine(one)));
  top += differences.length === 0 ? 0 : line * (differences.length + 1);
  const size = `width="${3 * column}" height="${top}" viewBox="0 0 ${3 * column} ${top}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="14">\n<rect width="100%" height="100%" fill="#fff"/>\n${[...rows, ...below].join('\n')}\n</svg>\n`;
};

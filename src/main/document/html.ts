import { tableOf, type Block, type Chart, type Document } from './document.ts';
import { drawingOf, LETTERS, type Shape } from './shapes.ts';
import { style } from './style.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const round = (value: number): string => String(Math.round(value * 10) / 10);

const svgOfShape = (shape: Shape): string => {
  switch (shape.kind) {
    case 'bar': {
      const at = `x="${round(shape.x)}" y="${round(shape.y)}"`;
      const size = `width="${round(Math.max(0, shape.width))}" height="${round(Math.max(0, shape.height))}"`;
      return `<rect class="series-${shape.series}" ${at} ${size}/>`;
    }
    case 'label': {
      const at = `x="${round(shape.x)}" y="${round(shape.y)}" text-anchor="${shape.anchor}"`;
      return `<text ${at}>${escaped(shape.text)}</text>`;
    }
    case 'line':
      return `<line x1="${round(shape.x1)}" y1="${round(shape.y1)}" x2="${round(shape.x2)}" y2="${round(shape.y2)}"/>`;
  }
};

/** The picture alone; whoever cannot see it reads the table beside it. */
const svgOf = (chart: Chart): string => {
  const { width, height, shapes } = drawingOf(chart);
  const size = `viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}"`;
  const name = escaped(`${chart.title}. The table below has the same numbers.`);
  return `<svg role="img" aria-label="${name}" ${size} font-size="${LETTERS}">${shapes.map(svgOfShape).join('')}</svg>`;
};

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const isNumber = (cell: string): boolean => /^[\d,.]+$|^–$/.test(cell);

/** Which columns hold numbers alone: those stand on the right, their head as well. */
const numbersIn = ({ head, rows }: Table): readonly boolean[] =>
  head.map((_, index) => index > 0 && rows.length > 0 && rows.every((row) => isNumber(row[index] ?? '')));

const classOf = (isOfNumbers: boolean | undefined): string => (isOfNumbers === true ? ' class="number"' : '');

/** Wide tables scroll by themselves, by keyboard too. */
const tableIn = (content: Table, caption: string): string => {
  const numbers = numbersIn(content);
  const heads = content.head
    .map((cell, index) => `<th scope="col"${classOf(numbers[index])}>${escaped(cell)}</th>`)
    .join('');
  const cellOf = (cell: string, index: number): string =>
    index === 0
      ? `<th scope="row">${escaped(cell)}</th>`
      : `<td${classOf(numbers[index])}>${escaped(cell)}</td>`;
  const lines = content.rows.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`).join('\n');
  const table = `<table><caption>${escaped(caption)}</caption><thead><tr>${heads}</tr></thead>\n<tbody>${lines}</tbody></table>`;
  return `<div class="wide" role="region" aria-label="${escaped(caption)}" tabindex="0">${table}</div>`;
};

const idOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

const markupOf = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${idOf(block.text)}">${escaped(block.text)}</h${block.level}>`;
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableIn(block, block.caption);
    case 'chart': {
      const { title } = block.chart;
      return `<figure><figcaption>${escaped(title)}</figcaption>${svgOf(block.chart)}${tableIn(tableOf(block.chart), `${title}, in numbers`)}</figure>`;
    }
    case 'sign-off':
      return tableIn(
        { head: ['Who', 'Name', 'Date', 'Signature'], rows: block.people.map((who) => [who, ' ', ' ', ' ']) },
        'Sign-off',
      );
  }
};

const contentsOf = ({ blocks }: Document): string => {
  const items = blocks.flatMap((block) =>
    block.kind === 'heading' && block.level === 2
      ? [`<li><a href="#${idOf(block.text)}">${escaped(block.text)}</a></li>`]
      : [],
  );
  return items.length < 2 ? '' : `<nav aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
};

/** A document as one page that loads nothing and runs nothing: it can be kept for years and opened anywhere. */
export const htmlOf = (document: Document): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(document.title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escaped(document.title)}</h1><p>${escaped(document.subtitle)}</p></header>
${contentsOf(document)}
<main>
${document.blocks.map(markupOf).join('\n')}
</main>
</body>
</html>
`;

import { describe, expect, it } from 'vitest';
import { htmlOf, markdownOf, pdfOf, type Document } from '../../../src/main/document/index.ts';

const sample: Document = {
  title: 'A <title> & more',
  subtitle: 'What it is about',
  blocks: [
    { kind: 'heading', level: 2, text: 'First' },
    { kind: 'text', text: 'A | text with <b>marks</b>' },
    { kind: 'list', items: ['one', 'two'] },
    { kind: 'table', caption: 'A table', head: ['What', 'How many'], rows: [['rows', '1']] },
    {
      kind: 'chart',
      chart: {
        ...{ shape: 'bars', title: 'A chart', of: 'What', series: ['Now', 'Before'] },
        rows: [
          { label: 'much', values: [10, 5] },
          { label: 'nothing', values: [0, null] },
        ],
      },
    },
    { kind: 'heading', level: 2, text: 'Second' },
    {
      kind: 'chart',
      chart: {
        shape: 'columns',
        title: 'Time',
        of: 'Week',
        series: ['Now'],
        rows: [{ label: 'w', values: [4] }],
      },
    },
    { kind: 'sign-off', people: ['Owner'] },
  ],
};

describe('a document', () => {
  it('is a page that loads and runs nothing, in which every text is itself', () => {
    const page = htmlOf(sample);
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(page).not.toMatch(/<script|<b>|src=|url\(/);
    expect(page).toContain('<h1>A &lt;title&gt; &amp; more</h1>');
    expect(page).toContain('<a href="#first">First</a>');
  });

  it('has a table with the same numbers beside each chart', () => {
    const page = htmlOf(sample);
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain('<th scope="row">much</th><td class="number">10</td><td class="number">5</td>');
    expect(page).toContain('<th scope="row">nothing</th><td class="number">0</td><td class="number">–</td>');
  });

  it('puts numbers on the right in columns that hold nothing else, with their heads', () => {
    const rows = [
      ['minutes', '15', 'all'],
      ['once', '–', '3'],
    ];
    const page = htmlOf({
      ...sample,
      blocks: [{ kind: 'table', caption: 'Settings', head: ['Setting', 'Value', 'For'], rows }],
    });
    expect(page).toContain('<th scope="col" class="number">Value</th><th scope="col">For</th>');
    expect(page).toContain('<td class="number">–</td><td>3</td>');
  });

  it('draws bars as long as their numbers are great', () => {
    const widths = [...htmlOf(sample).matchAll(/class="series-(\d)" x="230" y="[\d.]+" width="([\d.]+)"/g)];
    expect(widths.map(([, series, width]) => [series, Number(width)])).toEqual([
      ['0', 434],
      ['1', 217],
      ['0', 0],
      ['1', 0],
    ]);
  });

  it('is Markdown in which no text means anything', () => {
    const text = markdownOf(sample);
    expect(text).toContain('# A \\<title\\> & more');
    expect(text).toContain('A \\| text');
    expect(text).toContain('| much | 10 | 5 |');
    expect(text).toContain('| Owner |  |  |  |');
  });

  it('is a PDF with a structure to be read aloud, the same for the same moment', async () => {
    const at = Date.UTC(2026, 10, 28);
    const made = await pdfOf(sample, at);
    const text = made.toString('latin1');
    expect(text).toContain('/MarkInfo');
    for (const tag of ['H1', 'H2', 'Table', 'TH', 'Figure', 'LI']) expect(text).toContain(`/S /${tag}\n`);
    expect(text).toContain('/Lang (en)');
    expect(made.equals(await pdfOf(sample, at))).toBe(true);
  });
});

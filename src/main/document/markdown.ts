import { tableOf, type Block, type Document } from './document.ts';

/** Signs that would mean something in Markdown are written as themselves. */
const escaped = (text: string): string => text.replaceAll(/([\\`*_{}[\]<>#|])/g, '\\$1');

const tableIn = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : escaped(cell))).join(' | ')} |`)
    .join('\n');

const markdownOfBlock = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
    case 'text':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'table':
      return `${escaped(block.caption)}\n\n${tableIn(block.head, block.rows)}`;
    case 'chart': {
      const { head, rows } = tableOf(block.chart);
      return `${escaped(block.chart.title)}\n\n${tableIn(head, rows)}`;
    }
    case 'sign-off':
      return tableIn(
        ['Who', 'Name', 'Date', 'Signature'],
        block.people.map((who) => [who, '', '', '']),
      );
  }
};

/** A document as Markdown, for a place where changes are looked at line by line. */
export const markdownOf = ({ title, subtitle, blocks }: Document): string =>
  [`# ${escaped(title)}`, escaped(subtitle), ...blocks.map(markdownOfBlock), ''].join('\n\n');

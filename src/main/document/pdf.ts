import type PDFDocument from 'pdfkit';
import { tableOf, type Block, type Chart, type Document } from './document.ts';
import { drawingOf, type Shape } from './shapes.ts';

type Pdf = PDFKit.PDFDocument;
type Part = PDFKit.PDFStructureElement;

const MARGIN = 48;
const colours = { ink: '#1b1b1f', quiet: '#55555e', rule: '#c9c9d1', first: '#17508c' } as const;
const sizes = { title: 22, 2: 15, 3: 12, text: 10, table: 9, letters: 8 } as const;
const [PLAIN, BOLD] = ['Helvetica', 'Helvetica-Bold'];

/** The built-in typefaces of PDF have Latin letters alone; others would come out as something else. */
const latin = (text: string): string =>
  text.replaceAll('−', '-').replaceAll(/[^\u0020-\u007e\u00a0-\u00ff–—‘’“”…•€]/gu, '?');

const roomIn = (pdf: Pdf): number => pdf.page.height - MARGIN - pdf.y;
const widthOf = (pdf: Pdf): number => pdf.page.width - 2 * MARGIN;

/** Begins a new page where less than this is left of one. */
const keep = (pdf: Pdf, height: number): void => {
  if (roomIn(pdf) < height) pdf.addPage();
};

/** One part of what a screen reader reads, with what is drawn for it. */
const add = (pdf: Pdf, parent: Part, of: { tag: string; alt?: string; draw: () => void }): void => {
  parent.add(pdf.struct(of.tag, of.alt === undefined ? {} : { alt: of.alt }, of.draw));
};

interface Line {
  readonly tag: string;
  readonly text: string;
  readonly font: string;
  readonly size: number;
  readonly colour?: string;
}

const write = (pdf: Pdf, parent: Part, { tag, text, font, size, colour = colours.ink }: Line): void =>
  add(pdf, parent, {
    tag,
    draw: () => {
      pdf
        .font(font, size)
        .fillColor(colour)
        .text(latin(text), MARGIN, pdf.y, { width: widthOf(pdf) });
      pdf.moveDown(0.4);
    },
  });

const drawShape = (pdf: Pdf, shape: Shape): void => {
  switch (shape.kind) {
    case 'bar':
      pdf.rect(shape.x, shape.y, Math.max(0.1, shape.width), Math.max(0.1, shape.height));
      if (shape.series === 0) pdf.fill(colours.first);
      else pdf.lineWidth(1).stroke(colours.quiet);
      return;
    case 'label': {
      const text = latin(shape.text);
      pdf.font(PLAIN, 13).fillColor(colours.ink);
      const back = { start: 0, middle: 0.5, end: 1 }[shape.anchor] * pdf.widthOfString(text);
      pdf.text(text, shape.x - back, shape.y - 11, { lineBreak: false });
      return;
    }
    case 'line':
      pdf.moveTo(shape.x1, shape.y1).lineTo(shape.x2, shape.y2).lineWidth(1).stroke(colours.quiet);
  }
};

const drawChart = (pdf: Pdf, parent: Part, chart: Chart): void => {
  const { width, height, shapes } = drawingOf(chart);
  const scale = widthOf(pdf) / width;
  keep(pdf, height * scale + 40);
  write(pdf, parent, { tag: 'P', text: chart.title, font: BOLD, size: sizes.text });
  const top = pdf.y;
  add(pdf, parent, {
    tag: 'Figure',
    alt: `${chart.title}. The table that follows has the same numbers.`,
    draw: () => {
      pdf.save().translate(MARGIN, top).scale(scale);
      for (const shape of shapes) drawShape(pdf, shape);
      pdf.restore();
    },
  });
  pdf.x = MARGIN;
  pdf.y = top + height * scale + 6;
};

interface Table {
  readonly caption: string | null;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (row: readonly string[], isHead: boolean): PDFKit.Mixins.CellOptions[] =>
  row.map((cell, index) => ({
    text: latin(cell === '' ? ' ' : cell),
    type: isHead || index === 0 ? ('TH' as const) : ('TD' as const),
    font: { src: isHead ? BOLD : PLAIN, size: sizes.table },
  }));

/** Rows are named in words; what stands behind is mostly numbers. */
const widthIn = (index: number, columns: number): number => {
  const first = columns > 3 ? 0.34 : 1 / columns;
  return index === 0 ? first : (1 - first) / (columns - 1);
};

const drawTable = (pdf: Pdf, parent: Part, { caption, head, rows }: Table): void => {
  keep(pdf, 60);
  if (caption !== null) {
    write(pdf, parent, { tag: 'P', text: caption, font: PLAIN, size: sizes.text, colour: colours.quiet });
  }
  const structParent = pdf.struct('Table');
  parent.add(structParent);
  pdf.font(PLAIN, sizes.table).fillColor(colours.ink);
  const options: PDFKit.Mixins.TableOptionsWithData = {
    position: { x: MARGIN, y: pdf.y },
    maxWidth: widthOf(pdf),
    columnStyles: head.map((_, index) => widthIn(index, head.length) * widthOf(pdf)),
    defaultStyle: { border: [0, 0, 0.5, 0], borderColor: colours.rule, padding: [3, 6, 3, 0] },
    data: [cellsOf(head, true), ...rows.map((row) => cellsOf(row, false))],
  };
  // The types are of an older version, which did not know yet whom a table belongs to.
  pdf.table(Object.assign(options, { structParent }));
  structParent.end();
  pdf.x = MARGIN;
  pdf.moveDown(1);
};

const drawList = (pdf: Pdf, parent: Part, items: readonly string[]): void => {
  const list = pdf.struct('L');
  parent.add(list);
  for (const item of items) {
    const one = pdf.struct('LI');
    list.add(one);
    write(pdf, one, { tag: 'LBody', text: `• ${item}`, font: PLAIN, size: sizes.text });
    one.end();
  }
  list.end();
};

const drawBlock = (pdf: Pdf, parent: Part, block: Block): void => {
  switch (block.kind) {
    case 'heading':
      keep(pdf, 90);
      pdf.moveDown(block.level === 2 ? 1 : 0.4);
      write(pdf, parent, { tag: `H${block.level}`, text: block.text, font: BOLD, size: sizes[block.level] });
      return;
    case 'text':
      write(pdf, parent, { tag: 'P', text: block.text, font: PLAIN, size: sizes.text });
      return;
    case 'list':
      drawList(pdf, parent, block.items);
      return;
    case 'table':
      drawTable(pdf, parent, block);
      return;
    case 'chart':
      drawChart(pdf, parent, block.chart);
      drawTable(pdf, parent, { caption: null, ...tableOf(block.chart) });
      return;
    case 'sign-off': {
      const rows = block.people.map((who) => [who, '', '', '']);
      drawTable(pdf, parent, { caption: 'Sign-off', head: ['Who', 'Name', 'Date', 'Signature'], rows });
    }
  }
};

const draw = (pdf: Pdf, document: Document): void => {
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  write(pdf, whole, { tag: 'H1', text: document.title, font: BOLD, size: sizes.title });
  write(pdf, whole, {
    tag: 'P',
    text: document.subtitle,
    font: PLAIN,
    size: sizes.text,
    colour: colours.quiet,
  });
  for (const block of document.blocks) drawBlock(pdf, whole, block);
  whole.end();
};

/**
 * A document as a PDF with a structure that a screen reader follows: headings, tables with their heads, pictures with
 * words. The same document and moment give the same bytes.
 *
 * @param madeAt epoch milliseconds
 */
export const pdfOf = async (document: Document, madeAt: number): Promise<Buffer> => {
  // Large, and few commands need it.
  const { default: Pdf }: { default: typeof PDFDocument } = await import('pdfkit');
  const made = new Date(madeAt);
  const pdf = new Pdf({
    pdfVersion: '1.7',
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: document.title, Subject: document.subtitle, CreationDate: made, ModDate: made },
  });
  const pieces: Buffer[] = [];
  pdf.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  draw(pdf, document);
  pdf.end();
  await ended;
  return Buffer.concat(pieces);
};

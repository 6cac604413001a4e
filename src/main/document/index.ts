export { numberIn, type Block, type Chart, type Document } from './document.ts';
export { htmlOf } from './html.ts';
export { markdownOf } from './markdown.ts';
export { pdfOf } from './pdf.ts';

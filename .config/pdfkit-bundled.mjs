// pdfkit for a bundle: its build for Node loads typefaces by name from its own folder, which a bundle does not have.
import PDFDocument, { registerStdFonts } from '../node_modules/pdfkit/js/pdfkit.browser.mjs';
import Helvetica from 'pdfkit/standard-fonts/Helvetica';
import HelveticaBold from 'pdfkit/standard-fonts/HelveticaBold';

registerStdFonts(Helvetica, HelveticaBold);

export { PDFDocument as default };

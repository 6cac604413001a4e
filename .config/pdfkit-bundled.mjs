// pdfkit for a bundle: its build for Node loads typefaces by name from its own folder, which a bundle does not have.
import PDFDocument, { registerStdFonts } from '../node_modules/pdfkit/js/pdfkit.browser.mjs';
import Helvetica from '../node_modules/pdfkit/js/standard-fonts/Helvetica.mjs';
import HelveticaBold from '../node_modules/pdfkit/js/standard-fonts/HelveticaBold.mjs';

registerStdFonts(Helvetica, HelveticaBold);

export { PDFDocument as default };

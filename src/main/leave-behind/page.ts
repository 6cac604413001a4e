import type { Language, MethodLabel } from '../../shared/index.ts';
import { words } from './text.ts';

/** All that stands on the page: what the last screen shows as well, and nothing that lets anybody in. */
export interface LeaveBehind {
  readonly language: Language;
  readonly site: string;
  readonly method: Pick<MethodLabel, 'kind' | 'name'>;
  readonly helpContact: string;
  readonly notMeContact: string;
  readonly helpAddress: string | null;
  readonly recordNumber: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names are the person's and the site's own: whatever is in them is text. */
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

type Step = 'key' | 'passkey' | 'app' | 'other';

const steps: Partial<Record<MethodLabel['kind'], Step>> = {
  'security-key': 'key',
  passkey: 'passkey',
  authenticator: 'app',
};

/** Large enough for everybody, black on white, one page. */
const style = `
  @page { margin: 20mm }
  body { font: 13pt/1.5 sans-serif; color: #000; background: #fff }
  h1 { font-size: 24pt; margin: 0 0 8mm }
  h2 { font-size: 15pt; margin: 8mm 0 1mm }
  p, ol { margin: 0 0 2mm }
  footer { margin-top: 12mm; border-top: 1px solid #000; padding-top: 3mm }
`;

/**
 * The page that people take along, as a document without script, form, link or picture. Pure.
 *
 * @returns HTML in which every value of the site and of the tenant is text
 */
export const leaveBehindPage = (about: LeaveBehind): string => {
  const { language, site, method, recordNumber } = about;
  const text = words[language];
  const kind = text.kinds[method.kind];
  const named = method.name === null ? kind : `${kind} (${method.name})`;
  const { helpContact, notMeContact, helpAddress } = about;
  const section = (title: string, body: string): string => `<h2>${escape(title)}</h2>${body}`;
  const line = (words: string): string => `<p>${escape(words)}</p>`;
  const how = [text.firstStep, text.secondStep[steps[method.kind] ?? 'other']];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<title>${escape(text.title)}</title><style>${style}</style></head><body>`,
    `<h1>${escape(text.title)}</h1>`,
    section(text.setUp, line(named)),
    section(text.howTo, `<ol>${how.map((step) => `<li>${escape(step)}</li>`).join('')}</ol>`),
    section(text.help, line(`${text.call} ${helpContact}`) + (helpAddress === null ? '' : line(helpAddress))),
    section(text.notMe, line(`${text.call} ${notMeContact} ${text.atOnce}`)),
    `<footer>${line(text.noSecret)}${line(`${site} · ${text.record} ${recordNumber}`)}</footer>`,
    '</body></html>',
  ].join('\n');
};

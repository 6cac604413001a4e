/** Markup that is safe to send: text in it has been escaped. */
export interface Html {
  readonly markup: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

type Value = Html | string | readonly Html[];

function markupOf(value: Value): string {
  if (typeof value === 'string') return escaped(value);
  return 'markup' in value ? value.markup : value.map((one) => one.markup).join('');
}

/** Builds markup; every string put in is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = parts.map((part, index) => {
    const value = values[index];
    return value === undefined ? part : part + markupOf(value);
  });
  return { markup: markup.join('') };
}

/** Nothing, where markup is expected. */
export const nothing: Html = { markup: '' };

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** A script of the `browser` folder. */
  readonly script?: 'sign-in' | 'security-info';
  readonly wide?: boolean;
}

/** A whole document, visibly marked as simulated. */
export function document(page: Page): string {
  const script =
    page.script === undefined
      ? nothing
      : html`<script type="module" src="/simulator/assets/${page.script}.mjs"></script>`;
  const whole = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · Simulated tenant</title>
        <link rel="stylesheet" href="/simulator/assets/style.css" />
        ${script}
      </head>
      <body>
        <div class="mark" role="note">Simulated tenant</div>
        <main class="${page.wide === true ? 'wide' : 'narrow'}">${page.body}</main>
      </body>
    </html>`;
  return whole.markup;
}

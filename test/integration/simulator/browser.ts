// Drives the pages of the simulated tenant with plain requests, as a browser without script would.
import type { Answer, Asked, CookieJar, Simulator } from './simulator.ts';

/** A browser at one tenant. */
export interface Browser {
  readonly simulator: Simulator;
  readonly jar: CookieJar;
}

/** Follows redirects within the tenant; stops at the first answer that is none, or that leads out of it. */
export async function visit(
  { simulator, jar }: Browser,
  first: string,
  asked: Asked = {},
): Promise<Answer & { readonly url: URL }> {
  let url = new URL(first, simulator.announced.graph);
  let answer = await simulator.ask(url.href, asked, jar);
  for (let step = 0; step < 12 && answer.headers.location !== undefined; step += 1) {
    url = new URL(answer.headers.location, url);
    if (url.origin !== simulator.announced.graph) break;
    answer = await simulator.ask(url.href, {}, jar);
  }
  return { ...answer, url };
}

/** Hidden inputs of a page. */
export function hiddenFields(html: string): Readonly<Record<string, string>> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
}

/** The text of the page's error, if any. */
export function errorOf(html: string): string {
  return /id="error"[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
}

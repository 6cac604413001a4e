import type { Entry, EntryBody } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import type { LogLine, Telemetry } from './port.ts';

/** What appends to a journal. */
interface Appending {
  readonly append: (
    body: EntryBody,
    personal?: Readonly<Record<string, string>>,
  ) => { readonly entry: Entry };
}

/** The same journal, of which each entry is told once it is on disk. Personal values never come this way. */
export const tellingJournal = <T extends Appending>(journal: T, { entry }: Pick<Telemetry, 'entry'>): T => ({
  ...journal,
  append: (...body: Parameters<T['append']>) => {
    const stored = journal.append(...(body as Parameters<Appending['append']>));
    entry(stored.entry);
    return stored;
  },
});

const versions = ['v1.0', 'beta'];

/** The same `fetch`, of which each request to Graph is told when it has ended, however it did. */
export const tellingFetch =
  (
    inner: typeof fetch,
    {
      graphHost,
      now,
      call,
    }: { readonly graphHost: string; readonly now: () => number } & Pick<Telemetry, 'call'>,
  ): typeof fetch =>
  async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input).href;
    // The simulated tenant signs people in at the same address.
    if (!versions.some((version) => url.startsWith(`${graphHost}/${version}/`))) return inner(input, init);
    const startedAt = now();
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const tell = (status: number | null): void =>
      call({ method, url, status, startedAt, durationMs: now() - startedAt });
    try {
      const response = await inner(input, init);
      tell(response.status);
      return response;
    } catch (error) {
      tell(null);
      throw error;
    }
  };

/** The same log, of which each line is told as well. */
export const tellingLog = (
  log: Logger,
  telemetry: Pick<Telemetry, 'line'>,
  module: string | null = null,
): Logger => {
  const telling =
    (severity: LogLine['severity']) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      log[severity](event, fields);
      telemetry.line({ severity, event, module, fields });
    };
  return {
    info: telling('info'),
    warn: telling('warn'),
    error: telling('error'),
    module: (name) => tellingLog(log.module(name), telemetry, name),
  };
};

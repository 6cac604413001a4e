import { appendFileSync, writeFileSync } from 'node:fs';
import { maskSecrets } from './mask.ts';

/** One Graph exchange. `startedAt` and `endedAt`, when the answer was ready, are milliseconds of a monotonic clock. */
export interface RecordedExchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** null: the answer was never sent. */
  readonly status: number | null;
  readonly answer: unknown;
  readonly startedAt: number;
  readonly endedAt: number;
}

export type Recorder = (exchange: RecordedExchange) => void;

/**
 * Writes exchanges as JSON lines to a new file, secrets masked. Synchronous, so that nothing is lost when the
 * simulation is killed. Throws when the file cannot be written.
 * @param passTexts the passes issued so far
 */
export function createRecorder(file: string, passTexts: () => readonly string[]): Recorder {
  writeFileSync(file, '');
  return (exchange) => appendFileSync(file, `${JSON.stringify(maskSecrets(exchange, passTexts()))}\n`);
}

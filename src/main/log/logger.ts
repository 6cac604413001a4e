import { pino, type DestinationStream } from 'pino';

/** Diagnosis, never evidence: evidence goes to the journal. Named fields, not sentences. */
export interface Logger {
  readonly info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly error: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** A logger whose lines carry the module's name. */
  readonly module: (name: string) => Logger;
}

/** Keys whose values never reach a line, at any of the depths that log fields have. */
const redacted = [
  'temporaryAccessPass',
  'pass',
  'secret',
  'authorization',
  'cookie',
  'token',
  'password',
  'code',
];

/**
 * Makes the process's logger.
 *
 * @param stream where JSON lines go; standard error when left out
 */
export const createLogger = (stream?: DestinationStream): Logger => {
  const options = {
    base: null,
    redact: { paths: redacted.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
  };
  const wrap = (line: ReturnType<typeof pino>): Logger => ({
    info: (event, fields) => line.info({ ...fields, event }),
    warn: (event, fields) => line.warn({ ...fields, event }),
    error: (event, fields) => line.error({ ...fields, event }),
    module: (name) => wrap(line.child({ module: name })),
  });
  return wrap(stream === undefined ? pino(options, process.stderr) : pino(options, stream));
};

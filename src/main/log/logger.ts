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
 * A stream whose errors are nobody's end: whoever read the log may have gone (EPIPE), and its disk may be full
 * (ENOSPC). A line that cannot be written is lost; what has to be taken back is not. Source: facts about faults (F14).
 */
const sturdy = (stream: NodeJS.WriteStream): DestinationStream => {
  stream.on('error', () => undefined);
  return {
    write: (line) => {
      stream.write(line);
    },
  };
};

/**
 * Makes the process's logger. That lines cannot be written ends nothing.
 *
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
  return wrap(pino(options, stream ?? sturdy(process.stderr)));
};

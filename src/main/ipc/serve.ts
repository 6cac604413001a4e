import type { z } from 'zod';
import {
  channelNames,
  channels,
  failed,
  problemOf,
  type AnswerOf,
  type Channel,
  type Handlers,
  type ProblemCode,
  type RequestOf,
  type Result,
} from '../../shared/index.ts';
import type { Logger } from '../log/index.ts';
import { isDesk, type SenderEvent, type SenderWindow } from './sender.ts';

/** The part of Electron's ipcMain that is used. */
export interface IpcMain {
  readonly handle: (
    channel: string,
    listener: (event: SenderEvent, ...requests: unknown[]) => Promise<unknown>,
  ) => void;
  readonly removeHandler: (channel: string) => void;
}

export interface ServerOptions {
  readonly ipcMain: IpcMain;
  /** The desk's window, or null when there is none. */
  readonly windowOf: () => SenderWindow | null;
  readonly handlers: Handlers;
  readonly log: Logger;
  /** A fresh correlation id. */
  readonly newId: () => string;
}

/** Most characters a request may have as JSON: four times the largest that the contract allows. */
export const maxRequestLength = 16_384;

/**
 * A request as JSON: what Electron copies into the main process may also be dates, maps and buffers, which look
 * empty to a schema. Undefined stands for what JSON does not have: functions, cycles, big integers.
 */
const jsonOf = (request: unknown): string | undefined => {
  try {
    return JSON.stringify(request);
  } catch {
    return undefined;
  }
};

/** Where in the value something is wrong, never the value: it may be a badge number or a pass. */
const pathsOf = (error: z.ZodError): readonly string[] =>
  error.issues.map((issue) => `${issue.code} at ${issue.path.join('.')}`);

type Refusal = { readonly ok: false } & ReturnType<typeof failed>;

const createCall = <C extends Channel>(channel: C, { windowOf, handlers, log, newId }: ServerOptions) => {
  const refuse = (code: ProblemCode, why: string, paths: readonly string[] = []): Refusal => {
    const correlationId = newId();
    const fields = { channel, why, paths, correlationId };
    if (code === 'internal') log.error('ipc.failed', fields);
    else log.warn('ipc.refused', fields);
    return failed(problemOf(code, { correlationId }));
  };
  const answer = async (request: RequestOf<C>): Promise<Result<AnswerOf<C>>> => {
    let result: Result<AnswerOf<C>>;
    try {
      result = await handlers[channel](request);
    } catch (error) {
      return refuse('internal', error instanceof Error ? error.name : 'thrown');
    }
    if (!result.ok) return result;
    const parsed = channels[channel].answer.safeParse(result.value);
    if (!parsed.success) return refuse('internal', 'answer', pathsOf(parsed.error));
    // The schema of this channel parsed it; TypeScript does not follow a schema picked by a type parameter.
    return { ok: true, value: parsed.data as AnswerOf<C> };
  };
  return async (event: SenderEvent, ...requests: unknown[]): Promise<Result<AnswerOf<C>>> => {
    if (!isDesk(event, windowOf())) return refuse('command.invalid', 'sender');
    const [request] = requests;
    const json = jsonOf(request);
    if (requests.length !== 1 || json === undefined) return refuse('command.invalid', 'shape');
    if (json.length > maxRequestLength) return refuse('command.invalid', 'size');
    const parsed = channels[channel].request.safeParse(JSON.parse(json));
    if (!parsed.success) return refuse('command.invalid', 'request', pathsOf(parsed.error));
    // As above.
    return answer(parsed.data as RequestOf<C>);
  };
};

/**
 * Answers every channel of the contract, and nothing else. A call from anything but the desk's main frame, a
 * request that is too large or that its schema refuses never reaches a handler. A handler's own answer is parsed
 * too. Nothing is thrown over the boundary: what a handler throws becomes the problem `internal` with a
 * correlation id, under which the log has the kind of error.
 *
 * @returns how to stop answering
 */
export const createServer = (options: ServerOptions): { readonly close: () => void } => {
  for (const channel of channelNames) options.ipcMain.handle(channel, createCall(channel, options));
  return {
    close: () => {
      for (const channel of channelNames) options.ipcMain.removeHandler(channel);
    },
  };
};

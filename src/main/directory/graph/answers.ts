import type { z } from 'zod';
import type { ProblemCode } from '../../../shared/index.ts';
import { DirectoryError } from '../port.ts';
import type { Answer, Call } from './call.ts';
import { unexpected } from './no-answer.ts';
import { retryAfterMs } from './retry.ts';
import { errorBody } from './schemas/error.ts';

/** An answer's JSON, or undefined when it is none. The parser's own error quotes the text, so it is dropped. */
export const jsonOf = (answer: Pick<Answer, 'bytes'>): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(answer.bytes));
  } catch {
    return undefined;
  }
};

/** What Graph says went wrong; empty when the body is not an error. */
export const errorOf = (body: unknown): { readonly code: string; readonly message: string } => {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data.error : { code: '', message: '' };
};

const codes: Readonly<Record<number, ProblemCode>> = {
  401: 'tenant.signed-out',
  403: 'tenant.forbidden',
  404: 'tenant.not-found',
  408: 'tenant.timeout',
  429: 'tenant.throttled',
};

/** The problem that a failing status stands for. Source: Graph "error responses and resource types". */
export const problemOfStatus = (status: number): ProblemCode => {
  const code = codes[status];
  if (code !== undefined) return code;
  if (status >= 500) return 'tenant.unavailable';
  return status >= 400 ? 'tenant.rejected' : 'tenant.unexpected-answer';
};

/** A refusing status says that nothing was done; a broken one does not. Source: facts about faults, F4. */
const leavesUnknown = (call: Call, answer: Pick<Answer, 'status' | 'maybeDone'>): boolean =>
  call.effect !== 'none' &&
  (answer.maybeDone || answer.status >= 500 || answer.status === 408 || answer.status < 400);

const retryableCodes: readonly ProblemCode[] = ['tenant.throttled', 'tenant.unavailable', 'tenant.timeout'];

/**
 * The error for an answer that is not the one hoped for. Its cause carries Graph's code and status, never the body.
 *
 * @param code a more telling code than the status has
 */
export const rejection = (call: Call, answer: Answer, code?: ProblemCode): DirectoryError => {
  const problem = code ?? problemOfStatus(answer.status);
  const wait = retryAfterMs(answer.headers.get('retry-after'), answer.trace.serverTime ?? 0);
  return new DirectoryError(problem, {
    outcome: leavesUnknown(call, answer) ? 'unknown' : 'none',
    retryable: retryableCodes.includes(problem),
    retryAfterSeconds: wait === null ? null : Math.ceil(wait / 1_000),
    status: answer.status,
    trace: answer.trace,
    cause: new Error(`Graph answered ${answer.status} ${errorOf(jsonOf(answer)).code}`),
  });
};

/** Parses a body; a mismatch names the places that do not fit, never what stood there. */
export const parse = <S extends z.ZodType>(
  schema: S,
  body: unknown,
  origin: { readonly call: Call; readonly answer: Answer },
): z.infer<S> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`).join(', ');
  throw unexpected(origin.call, origin.answer.headers, new Error(`not as expected: ${places}`));
};

/** Parses the answer to a call that must have succeeded; throws `DirectoryError` otherwise. */
export const expectJson = <S extends z.ZodType>(schema: S, call: Call, answer: Answer): z.infer<S> => {
  if (answer.status < 200 || answer.status > 299) throw rejection(call, answer);
  return parse(schema, jsonOf(answer), { call, answer });
};

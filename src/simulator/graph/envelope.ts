import { instant } from '../tenant/clock.ts';
import type { Reply } from './call.ts';
import { GraphFailure } from './failure.ts';

/** The ids of one request, and the tenant's time (milliseconds). */
export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly now: number;
}

/** Graph's error envelope as an answer. Authentication methods repeat the message inside, others do not. */
export function failureReply(failure: GraphFailure, ids: RequestIds): Reply {
  const innerError = {
    date: instant(ids.now).slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  const repeats =
    failure.code === 'badRequest' || failure.code === 'accessDenied' || failure.code === 'resourceNotFound';
  return {
    status: failure.status,
    headers: { ...failure.headers },
    body: {
      error: {
        code: failure.code,
        message: failure.message,
        innerError: repeats ? { message: failure.message, ...innerError } : innerError,
      },
    },
  };
}

/** Turns whatever was thrown into an answer: a bug of the simulation shows as Graph's 500. */
export function replyToError(error: unknown, ids: RequestIds, report: (error: unknown) => void): Reply {
  if (error instanceof GraphFailure) return failureReply(error, ids);
  report(error);
  return failureReply(
    new GraphFailure(500, { code: 'InternalServerError', message: 'Internal error.' }),
    ids,
  );
}

import { problemOf, type Problem } from '../../shared/index.ts';
import { DirectoryError } from '../directory/index.ts';
import { IdentityError } from '../identity/index.ts';
import { JournalError } from '../journal/index.ts';

/** What a person is told of a failure. Anything not foreseen is `internal`: the log has the rest. */
export const problemOfError = (error: unknown): Problem => {
  if (error instanceof DirectoryError) {
    return problemOf(error.code, {
      retryable: error.retryable,
      correlationId: error.trace.correlationId,
      params: error.retryAfterSeconds === null ? {} : { seconds: error.retryAfterSeconds },
    });
  }
  if (error instanceof IdentityError) return problemOf(error.code, { retryable: true });
  if (error instanceof JournalError) return problemOf(error.code);
  return problemOf('internal');
};

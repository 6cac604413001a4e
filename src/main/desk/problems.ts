import { problemOf, type Problem, type ProblemCode } from '../../shared/index.ts';
import { DirectoryError } from '../directory/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import { IdentityError } from '../identity/index.ts';
import { JournalError } from '../journal/index.ts';

/** What a person is told of a failure. Anything not foreseen is `internal`: the log has the rest. */
export const problemOfError = (error: unknown): Problem => {
  if (error instanceof DirectoryError) {
    const { correlationId } = error.trace;
    return problemOf(error.code, {
      retryable: error.retryable,
      // What is asked without signing in has no number that the tenant's records are searched by.
      correlationId: correlationId === '' ? null : correlationId,
      params: error.retryAfterSeconds === null ? {} : { seconds: error.retryAfterSeconds },
    });
  }
  if (error instanceof IdentityError) return problemOf(error.code, { retryable: true });
  if (error instanceof JournalError) return problemOf(error.code);
  return problemOf('internal');
};

/** A code of an enrollment's view, with what the failed call behind it told: whom to look for, how long to wait. */
export const problemOfView = (
  code: ProblemCode,
  { trouble }: Pick<EnrollmentView, 'trouble'>,
  retryable: boolean,
): Problem => {
  if (trouble === null || trouble.code !== code) return problemOf(code, { retryable });
  const { correlationId, retryAfterSeconds: seconds } = trouble;
  return problemOf(code, {
    retryable,
    correlationId,
    params: seconds === null ? {} : { seconds },
  });
};

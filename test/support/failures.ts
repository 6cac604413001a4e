import { DirectoryError } from '../../src/main/directory/index.ts';
import { IdentityError } from '../../src/main/identity/index.ts';

const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => {
      throw new Error(`no failure but ${JSON.stringify(value)}`);
    },
    (cause: unknown) => cause,
  );

/** The error that a call of the directory fails with; fails itself on any other kind, or on success. */
export const directoryErrorOf = async (promise: Promise<unknown>): Promise<DirectoryError> => {
  const error = await rejectionOf(promise);
  if (error instanceof DirectoryError) return error;
  throw new Error('not a failure of the directory', { cause: error });
};

/** The error that a sign-in fails with; fails itself on any other kind, or on success. */
export const identityErrorOf = async (promise: Promise<unknown>): Promise<IdentityError> => {
  const error = await rejectionOf(promise);
  if (error instanceof IdentityError) return error;
  throw new Error('not a failure of signing in', { cause: error });
};

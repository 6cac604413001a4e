import type { Problem } from './contract/problems.ts';

/** What a call across a process or feature boundary answers: a value, or a problem to be shown. Never thrown. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Wraps `value` as a success. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** Wraps `problem` as a failure. */
export const failed = (problem: Problem): Result<never> => ({ ok: false, problem });

import type { Problem } from './contract/problems.ts';

export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failure {
  readonly ok: false;
  readonly problem: Problem;
}

/** What a call across a process or feature boundary answers: a value, or a problem to be shown. Never thrown. */
export type Result<T> = Success<T> | Failure;

/** Wraps `value` as a success. */
export const ok = <T>(value: T): Success<T> => ({ ok: true, value });

/** Wraps `problem` as a failure. */
export const failed = (problem: Problem): Failure => ({ ok: false, problem });

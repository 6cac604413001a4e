import type { z } from 'zod';
import { DirectoryError, type CallContext } from '../../port.ts';
import type { TenantAsk } from '../../tenant-reading.ts';
import type { Answers, Question } from '../batch.ts';
import { answerTo, expectAnswer, expectList, type Lists } from '../lists.ts';
import type { Questions } from './questions.ts';

/** All that was asked, and what came of it. */
export interface Gathered {
  readonly ask: TenantAsk;
  readonly questions: Questions;
  readonly answers: Answers;
  readonly lists: Lists;
  readonly context: CallContext;
}

/** The items of a list; throws `DirectoryError` where it failed. */
export const listIn = <S extends z.ZodType>(
  item: S,
  question: Question,
  from: Pick<Gathered, 'lists' | 'context'>,
): readonly z.infer<S>[] => expectList(item, question, from);

/** One object; throws `DirectoryError` where it could not be read. */
export const oneIn = <S extends z.ZodType>(schema: S, question: Question, from: Gathered): z.infer<S> =>
  expectAnswer(schema, question, from);

/** One object, or null where the directory has none. */
export const maybeIn = <S extends z.ZodType>(
  schema: S,
  question: Question,
  from: Gathered,
): z.infer<S> | null =>
  answerTo(from.answers, question, from.context).status === 404 ? null : expectAnswer(schema, question, from);

/** A list of something that may not exist: null then. */
export const maybeListIn = <S extends z.ZodType>(
  item: S,
  question: Question,
  from: Gathered,
): readonly z.infer<S>[] | null => {
  try {
    return expectList(item, question, from);
  } catch (error) {
    if (error instanceof DirectoryError && error.code === 'tenant.not-found') return null;
    throw error;
  }
};

import { z } from 'zod';
import type { CallContext } from '../port.ts';
import { expectJson, jsonOf, parse, rejection } from './answers.ts';
import type { Answers, Ask, Question } from './batch.ts';
import type { Answer, Call, Send } from './call.ts';
import { unexpected } from './no-answer.ts';
import { listOf, page } from './schemas/list.ts';

/** Further pages of one list are read up to here; a person is in fewer groups than this many pages hold. */
const maximumPages = 20;

/** The call that a question of a batch stands for, for errors. */
export const callOf = (question: Question, context: CallContext): Call => ({
  method: question.method ?? 'GET',
  path: question.path,
  effect: 'none',
  context,
});

/** The answer to one question; one that is missing is no answer of Graph's. */
export const answerTo = (answers: Answers, question: Question, context: CallContext): Answer => {
  const answer = answers.byId.get(question.id);
  if (answer === undefined) throw unexpected(callOf(question, context), undefined);
  return answer;
};

/** Parses the answer to one question of a batch; throws `DirectoryError` where it failed. */
export const expectAnswer = <S extends z.ZodType>(
  schema: S,
  question: Question,
  from: { readonly answers: Answers; readonly context: CallContext },
): z.infer<S> =>
  expectJson(schema, callOf(question, from.context), answerTo(from.answers, question, from.context));

/** The address of a next link as a batch wants it: without host and version. Null: it leads to another host. */
export const relativePath = (link: string, graphHost: string): string | null => {
  const prefix = `${graphHost}/v1.0/`;
  return link.startsWith(prefix) ? link.slice(prefix.length - 1) : null;
};

/** The pages of one list so far. */
interface Reading {
  readonly items: unknown[];
  failed: Answer | null;
}

/** What a list gave, or the first answer that failed: part of a list is no list. */
export type ListAnswer =
  { readonly ok: true; readonly items: readonly unknown[] } | { readonly ok: false; readonly failed: Answer };

/** The lists of several questions, by question id. */
export type Lists = ReadonlyMap<string, ListAnswer>;

/** What reading further pages needs. */
export interface ListMeans {
  readonly ask: Ask;
  readonly graphHost: string;
  readonly context: CallContext;
  /** Questions that the items of a page give rise to; they share a round trip with the next pages. */
  readonly discover: (question: Question, items: readonly unknown[]) => readonly Question[];
  /** Questions whose first page is enough; none when left out. */
  readonly onePageOnly?: (question: Question) => boolean;
}

/** Takes one page out of a batch's answers; gives the questions that follow from it. */
const takePage = (
  asked: Question,
  from: { readonly answers: Answers; readonly reading: Reading; readonly means: ListMeans },
): readonly Question[] => {
  const { answers, reading, means } = from;
  const answer = answerTo(answers, asked, means.context);
  if (answer.status !== 200) {
    reading.failed = answer;
    return [];
  }
  const call = callOf(asked, means.context);
  const { value, '@odata.nextLink': link } = parse(page, jsonOf(answer), { call, answer });
  reading.items.push(...value);
  const discovered = means.discover(asked, value);
  if (link === undefined || means.onePageOnly?.(asked) === true) return discovered;
  const path = relativePath(link, means.graphHost);
  if (path === null) throw unexpected(call, answer.headers);
  return [{ id: asked.id, path }, ...discovered];
};

/** Takes lists out of a first batch, then asks for what follows from them until nothing does. */
export const readLists = async (
  questions: readonly Question[],
  firstAnswers: Answers,
  means: ListMeans,
): Promise<Lists> => {
  const readings = new Map<string, Reading>();
  const readingOf = (id: string): Reading => {
    const reading = readings.get(id) ?? { items: [], failed: null };
    readings.set(id, reading);
    return reading;
  };
  const takeAll = (answers: Answers, asked: readonly Question[]): readonly Question[] =>
    asked.flatMap((one) => takePage(one, { answers, reading: readingOf(one.id), means }));

  let pending = takeAll(firstAnswers, questions);
  for (let count = 0; pending.length > 0; count += 1) {
    const [first] = pending;
    if (count === maximumPages && first !== undefined)
      throw unexpected(callOf(first, means.context), undefined);
    pending = takeAll(await means.ask(pending, means.context), pending);
  }
  return new Map(
    [...readings].map(([id, { items, failed }]): [string, ListAnswer] => [
      id,
      failed === null ? { ok: true, items } : { ok: false, failed },
    ]),
  );
};

/** The items of a list of `readLists`; throws `DirectoryError` where it failed. */
export const expectList = <S extends z.ZodType>(
  item: S,
  question: Question,
  from: { readonly lists: Lists; readonly context: CallContext },
): readonly z.infer<S>[] => {
  const call = callOf(question, from.context);
  const list = from.lists.get(question.id);
  if (list === undefined) throw unexpected(call, undefined);
  if (!list.ok) throw rejection(call, list.failed);
  const parsed = z.array(item).safeParse(list.items);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw unexpected(call, undefined, new Error(`not as expected: ${places}`));
};

/** Reads a list to its end, one page after the other. */
export const readAll = async <S extends z.ZodType>(
  item: S,
  call: Call,
  send: Send,
): Promise<readonly z.infer<S>[]> => {
  const schema = listOf(item);
  const items: z.infer<S>[] = [];
  let next: string | undefined = call.path;
  for (let count = 0; next !== undefined; count += 1) {
    const current: Call = { ...call, path: next };
    if (count === maximumPages) throw unexpected(current, undefined);
    const answered: z.infer<typeof schema> = expectJson(schema, current, await send(current));
    items.push(...answered.value);
    next = answered['@odata.nextLink'];
  }
  return items;
};

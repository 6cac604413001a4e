import type { CallContext, CallTrace } from '../port.ts';
import { expectJson } from './answers.ts';
import type { Answer, Call, Send } from './call.ts';
import { timeout } from './no-answer.ts';
import { backoffMs, mayRepeat, patienceMs, pause, retryAfterMs, type Waiting } from './retry.ts';
import { batchAnswer } from './schemas/batch.ts';

/** One read of a batch. A POST here is an action that changes nothing, such as checkMemberGroups. */
export interface Question {
  readonly id: string;
  readonly method?: 'GET' | 'POST';
  /** Begins with `/`, without the version. */
  readonly path: string;
  readonly body?: unknown;
}

/** The answers by id, each with a status of its own, and the trace of the (last) batch they came in. */
export interface Answers {
  readonly byId: ReadonlyMap<string, Answer>;
  readonly trace: CallTrace;
}

/** Asks questions in as few round trips as Graph allows; throws only `DirectoryError`. */
export type Ask = (questions: readonly Question[], context: CallContext) => Promise<Answers>;

/** Source: Graph JSON batching, at most 20 requests. */
const maximumQuestions = 20;
const maximumRounds = 4;

const itemOf = ({ id, method, path, body }: Question): Readonly<Record<string, unknown>> =>
  body === undefined
    ? { id, method: method ?? 'GET', url: path }
    : { id, method: method ?? 'POST', url: path, headers: { 'Content-Type': 'application/json' }, body };

const chunksOf = (questions: readonly Question[]): readonly (readonly Question[])[] =>
  Array.from({ length: Math.ceil(questions.length / maximumQuestions) }, (_, index) =>
    questions.slice(index * maximumQuestions, (index + 1) * maximumQuestions),
  );

/** One batch of at most 20. */
const askOnce = async (
  send: Send,
  questions: readonly Question[],
  context: CallContext,
): Promise<Answers> => {
  const body = { requests: questions.map(itemOf) };
  const call: Call = { method: 'POST', path: '/$batch', body, effect: 'none', context };
  const outer = await send(call);
  const { responses } = expectJson(batchAnswer, call, outer);
  const byId = responses.map((one): [string, Answer] => [
    one.id,
    {
      status: one.status,
      headers: new Headers(one.headers ?? {}),
      bytes: new TextEncoder().encode(JSON.stringify(one.body ?? null)),
      trace: outer.trace,
      maybeDone: false,
    },
  ]);
  return { byId: new Map(byId), trace: outer.trace };
};

/** Makes `Ask` on the given way of sending. Only what was throttled or unavailable is asked again. */
export const createAsk = (send: Send, waiting: Waiting): Ask => {
  const askRound = async (questions: readonly Question[], context: CallContext): Promise<Answers> => {
    const parts = await Promise.all(chunksOf(questions).map((chunk) => askOnce(send, chunk, context)));
    const [first] = parts;
    if (first === undefined) throw new RangeError('nothing was asked');
    return { byId: new Map(parts.flatMap(({ byId }) => [...byId])), trace: first.trace };
  };

  /** The longest wait that any of the refused ones asks for: a new batch counts against all of them. */
  const waitFor = (refused: readonly Answer[], round: number): number =>
    Math.max(
      ...refused.map(
        ({ headers }) =>
          retryAfterMs(headers.get('retry-after'), waiting.clock.now()) ?? backoffMs(round, waiting.random),
      ),
    );

  return async (questions, context) => {
    let answers = await askRound(questions, context);
    for (let round = 0; round < maximumRounds - 1; round += 1) {
      const again = questions.filter(({ id }) => mayRepeat('none', answers.byId.get(id)?.status ?? 0));
      const refused = again.flatMap(({ id }) => answers.byId.get(id) ?? []);
      if (refused.length === 0) break;
      const wait = waitFor(refused, round);
      if (wait > patienceMs) break;
      waiting.log?.warn('directory.retry-in-batch', { count: again.length, waitMs: wait });
      if (!(await pause(waiting, wait, context.signal))) {
        throw timeout({ method: 'POST', path: '/$batch', effect: 'none', context }, false);
      }
      const next = await askRound(again, context);
      answers = { byId: new Map([...answers.byId, ...next.byId]), trace: next.trace };
    }
    return answers;
  };
};

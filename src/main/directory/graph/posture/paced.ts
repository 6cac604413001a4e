import type { z } from 'zod';
import type { CallContext } from '../../port.ts';
import { expectJson } from '../answers.ts';
import type { Answer, Call, Send } from '../call.ts';
import { timeout, unexpected } from '../no-answer.ts';
import { pause, type Waiting } from '../retry.ts';
import { listOf } from '../schemas/list.ts';

/** Source: Graph throttling limits, Conditional Access: 1 request a second in a tenant, and no Retry-After. */
const everyMs = 1_000;
/** Other applications of the tenant use the same second, so a refusal says nothing about us. */
const maximumRefusals = 6;
/** A tenant has a few hundred policies at most; the service's pages are no smaller than 20. */
const maximumPages = 100;

const throttled = 429;

/** Reads lists one request at a time, as many a second as the service allows. */
export type ReadPaced = <S extends z.ZodType>(
  item: S,
  path: string,
  context: CallContext,
) => Promise<readonly z.infer<S>[]>;

/** Sends one request at a time, as many a second as the service allows; the first goes at once. */
export const createInTurn = (send: Send, waiting: Waiting): Send => {
  let lastAt: number | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const wait = async (ms: number, call: Call): Promise<void> => {
    if (ms > 0 && !(await pause(waiting, ms, call.context.signal))) throw timeout(call, false);
  };
  const sendInTurn = async (call: Call): Promise<Answer> => {
    for (let refusals = 0; ; refusals += 1) {
      const since = lastAt === null ? everyMs : waiting.clock.monotonicMs() - lastAt;
      await wait(everyMs - since, call);
      const answer = await send(call);
      // From the answer on: requests that leave a second apart may arrive closer together.
      lastAt = waiting.clock.monotonicMs();
      if (answer.status !== throttled || refusals === maximumRefusals) return answer;
      waiting.log?.warn('directory.paced', { refusals: refusals + 1 });
      await wait(everyMs * (1 + refusals) * (1 + waiting.random()), call);
    }
  };
  return (call) => {
    const mine = turn.then(() => sendInTurn(call));
    turn = mine.catch(() => undefined);
    return mine;
  };
};

/** All lists of one `ReadPaced` share its pace. */
export const createReadPaced = (send: Send, waiting: Waiting): ReadPaced => {
  const inTurn = createInTurn(send, waiting);
  return async (item, path, context) => {
    const schema = listOf(item);
    const items: z.infer<typeof item>[] = [];
    let next: string | undefined = path;
    for (let count = 0; next !== undefined; count += 1) {
      const call: Call = { method: 'GET', path: next, effect: 'none', context };
      if (count === maximumPages) throw unexpected(call, undefined);
      const answered: z.infer<typeof schema> = expectJson(schema, call, await inTurn(call));
      items.push(...answered.value);
      next = answered['@odata.nextLink'];
    }
    return items;
  };
};

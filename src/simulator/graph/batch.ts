import { z } from 'zod';
import type { Call, Reply } from './call.ts';
import { GraphFailure } from './failure.ts';

const item = z.object({
  id: z.string().min(1),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
const batch = z.object({ requests: z.array(item).min(1) });

type Item = z.infer<typeof item>;
type ItemCall = Omit<Call, 'params'>;

/** How one item is answered; never throws. */
export type AnswerItem = (call: ItemCall) => Promise<Reply>;

const malformed = (message: string) => new GraphFailure(400, { code: 'BadRequest', message });

function readItems(body: unknown): readonly Item[] {
  const parsed = batch.safeParse(body);
  if (!parsed.success) throw malformed('Invalid batch payload format.');
  const { requests } = parsed.data;
  if (requests.length > 20) throw malformed('Number of batch request steps exceeds the maximum value of 20.');
  const ids = new Set(requests.map((one) => one.id.toLowerCase()));
  if (ids.size < requests.length) throw malformed('Request Id has to be unique in a batch.');
  const missing = requests.flatMap((one) => one.dependsOn ?? []).find((id) => !ids.has(id.toLowerCase()));
  if (missing !== undefined) throw malformed(`Invalid dependsOn: no request with the id ${missing}.`);
  const bodiless = requests.find((one) => one.body !== undefined && contentType(one) === undefined);
  if (bodiless !== undefined)
    throw malformed(`Content-Type header is missing in the request with the id ${bodiless.id}.`);
  return requests;
}

const contentType = (one: Item) =>
  Object.entries(one.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];

function callOf(outer: ItemCall, one: Item): ItemCall {
  const url = new URL(one.url.startsWith('/') ? one.url : `/${one.url}`, outer.origin);
  if (/^\/\$batch$/i.test(url.pathname)) throw malformed('A batch cannot hold a batch.');
  const headers = Object.entries(one.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return {
    ...outer,
    method: one.method.toUpperCase(),
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: one.body,
  };
}

function answerOf(one: Item, reply: Reply): Readonly<Record<string, unknown>> {
  const type = reply.binary === undefined ? 'application/json' : reply.binary.type;
  const body = reply.binary === undefined ? reply.body : Buffer.from(reply.binary.bytes).toString('base64');
  return {
    id: one.id,
    status: reply.status,
    // Clients look for exactly this spelling inside a batch.
    headers: {
      ...reply.headers,
      ...(body === undefined ? {} : { 'Cache-Control': 'no-cache', 'Content-Type': type }),
    },
    ...(body === undefined ? {} : { body }),
  };
}

const failedDependency: Reply = {
  status: 424,
  body: { error: { code: 'FailedDependency', message: 'A request that this one depends on has failed.' } },
};

/**
 * Answers `$batch`: up to 20 requests, each on its own, 200 outside whatever happens inside. The answers come in
 * another order than the requests, as Graph allows itself.
 */
export async function answerBatch(call: ItemCall, answer: AnswerItem): Promise<Reply> {
  const items = readItems(call.body);
  const calls = items.map((one) => ({ one, call: callOf(call, one) }));
  const done = new Map<string, Reply>();
  let waiting = calls;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ one }) =>
      (one.dependsOn ?? []).every((id) => done.has(id.toLowerCase())),
    );
    if (ready.length === 0) throw malformed('The requests depend on each other in a circle.');
    for (const { one, call: inner } of ready) {
      const failed = (one.dependsOn ?? []).some((id) => (done.get(id.toLowerCase())?.status ?? 0) >= 400);
      done.set(one.id.toLowerCase(), failed ? failedDependency : await answer(inner));
    }
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  const responses = items.map((one) => answerOf(one, done.get(one.id.toLowerCase()) ?? failedDependency));
  return { status: 200, body: { responses: responses.reverse() } };
}

import { z } from 'zod';
import { answer, type SentRequest } from './scripted-graph.ts';

const batch = z.object({
  requests: z.array(
    z.object({ id: z.string(), method: z.string(), url: z.string(), body: z.unknown().optional() }),
  ),
});

/** One item of a batch as it was asked. */
export type BatchItem = z.infer<typeof batch>['requests'][number];

/** One item's answer. */
export interface ItemAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const list = (...value: readonly unknown[]): ItemAnswer => ({ status: 200, body: { value } });

export const itemsOf = (request: SentRequest | undefined): readonly BatchItem[] =>
  request === undefined ? [] : batch.parse(request.body).requests;

/** Answers each item of a batch by the first rule whose text is in its address; in reverse order, as Graph may. */
export const batchOf =
  (rules: readonly (readonly [string, ItemAnswer])[]) =>
  (request: SentRequest): Response =>
    answer(200, {
      responses: itemsOf(request)
        .map(({ id, url }) => {
          const rule = rules.find(([text]) => url.includes(text));
          return { id, headers: {}, ...(rule?.[1] ?? list()) };
        })
        .reverse(),
    });

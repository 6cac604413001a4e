import { z } from 'zod';

/** Source: Graph "combine multiple HTTP requests using JSON batching". Answers come in any order. */
export const batchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});

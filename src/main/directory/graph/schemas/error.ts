import { z } from 'zod';

/** Graph's error body. Source: Graph "error responses"; the inner error's spelling varies, so it is not read. */
export const errorBody = z.object({
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }),
});

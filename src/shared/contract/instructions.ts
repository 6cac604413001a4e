import { z } from 'zod';

/**
 * What everybody who gets a pass has to do, ticked as it becomes true. Source: requirements, "Mandatory User
 * Instructions", 4.3; the third stands there only where the site asks for it.
 */
export const instruction = z.strictObject({
  /** A sentence each under `instruction.ID`. */
  id: z.enum(['sign-in', 'register', 'password', 'test']),
  done: z.boolean(),
});
export type Instruction = z.infer<typeof instruction>;

import { z } from 'zod';

/** What the person is asked at a key whose PIN the desk asks for. The PIN itself is in no snapshot. */
export const keyPinQuestion = z.strictObject({
  /** Its own PIN, or a first one for a key that has none. */
  kind: z.enum(['enter', 'choose']),
  leastCharacters: z.int().min(4).max(63),
  /** Tries that the key has left, where it says so. */
  triesLeft: z.int().min(0).max(255).nullable(),
  /** What was the matter with the PIN before. */
  before: z.enum(['wrong', 'not-taken']).nullable(),
});
export type KeyPinQuestion = z.infer<typeof keyPinQuestion>;

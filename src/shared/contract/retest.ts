import { z } from 'zod';
import { scan } from './phone.ts';
import { guest } from './screen-parts.ts';
import { methodLabel } from './words.ts';

/** The test sign-in: before it, in the guarded window, and on the person's own phone. */
export const retestScreens = [
  z.strictObject({
    kind: z.literal('enrollee/retest-ready'),
    method: methodLabel,
    /** Where it can be made with this method at this desk; best first. */
    places: z.array(z.enum(['here', 'on-phone'])),
    /** It was tried and did not work: the screen says what else there is. */
    failed: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('enrollee/retest'), guest, method: methodLabel }),
  z.strictObject({
    kind: z.literal('enrollee/retest-phone'),
    method: methodLabel,
    scan,
  }),
] as const;

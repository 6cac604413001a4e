import { z } from 'zod';
import { scan } from './phone.ts';
import { guest } from './screen-parts.ts';
import { methodLabel } from './words.ts';

/** A new password, where the site still has them: before it, in the guarded window, and on the person's own phone. */
export const passwordScreens = [
  z.strictObject({
    kind: z.literal('enrollee/password-ready'),
    /** With which the person signs in first. */
    method: methodLabel,
    /** Where it can be set with this method at this desk; best first. */
    places: z.array(z.enum(['here', 'on-phone'])),
    /** Whether the site lets people keep the password they have. */
    mayLeaveOut: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('enrollee/password'), guest, method: methodLabel }),
  z.strictObject({ kind: z.literal('enrollee/password-phone'), scan, mayLeaveOut: z.boolean() }),
] as const;

import { z } from 'zod';
import { instruction } from './instructions.ts';
import { keyboardOnScreen } from './keyboard.ts';
import { problem } from './problems.ts';
import { screen } from './screens.ts';
import { language, stage } from './words.ts';

/** Who faces the display. */
export const face = z.enum(['operator', 'enrollee', 'approver', 'supervisor', 'nobody']);
export type Face = z.infer<typeof face>;

/** All a window renders. The window decides nothing: it shows the latest snapshot and sends intents. */
export const snapshot = z.strictObject({
  /** Grows by one with each change; a window drops anything older than what it shows. */
  revision: z.int().min(0),
  /** Marks every screen when the tenant is the simulated one. */
  simulated: z.boolean(),
  /** Marks every screen of the operator when the package was made for trials alone. */
  notForRelease: z.boolean(),
  /** How many checks of the baseline that close the desk the site has switched off: a mark on every operator screen. */
  waivedChecks: z.int().min(0),
  site: z.strictObject({
    name: z.string(),
    station: z.string(),
    /** The site's own colour as `#rrggbb`, or null for the built-in one. */
    accent: z.string().nullable(),
    /** Whom the enrollee calls when something does not work tomorrow. */
    helpContact: z.string(),
    sounds: z.boolean(),
  }),
  language,
  face,
  /** The step line; null outside an enrollment. */
  stage: stage.nullable(),
  /** Something runs out in so many seconds from the moment of this snapshot; null when nothing does. */
  countdown: z
    .strictObject({
      of: z.enum(['pass', 'approval', 'walk-away', 'return-to-start']),
      secondsLeft: z.int().min(0),
    })
    .nullable(),
  /** Shown on the present screen, which stays as it is. */
  problem: problem.nullable(),
  /** What the enrollee has to do; null where it is not shown. */
  instructions: z.array(instruction).nullable(),
  /** How many requests of other desks can be answered here; null where the station takes no part in that. */
  approvalsElsewhere: z.int().min(0).nullable(),
  keyboard: keyboardOnScreen,
  screen,
});
export type Snapshot = z.infer<typeof snapshot>;

import { z } from 'zod';

/**
 * What a station knows of itself. Null: it cannot be told here, which counts as not fine. The simulated tenant gives
 * these as `station.facts` of its announcement, so that its variants can break each of them.
 */
export const stationFacts = z.object({
  /** The edition of the operating system, such as `Windows 11 Enterprise`, or a Linux distribution's name. */
  edition: z.string().nullable(),
  /** What starts after sign-in: `tapdesk` (Shell Launcher, a kiosk compositor), or the name of another shell. */
  shell: z.string().nullable(),
  /** Whether the system keeps key combinations such as Ctrl+Alt+Del from people. */
  keyboardFilter: z.boolean().nullable(),
  /** Whether the account that runs the desk administers the station. */
  administrator: z.boolean().nullable(),
  /** Switches and variables that open the process to a debugger; empty: none. */
  debuggerSwitches: z.array(z.string()).nullable(),
  /** Fuses of the packaged application that do not stand as they should; empty: all do. */
  wrongFuses: z.array(z.string()).nullable(),
  /** Whether the application's files are those that were packaged; writable: others than the administrator may change them. */
  package: z.enum(['intact', 'changed', 'writable']).nullable(),
  displays: z.int().nullable(),
  /** How far the station's clock is from the service's, in seconds, either way. */
  clockOffsetSeconds: z.number().nullable(),
  diskFreeMegabytes: z.number().nullable(),
  diskEncrypted: z.boolean().nullable(),
  /** Whether the journal verifies. */
  journal: z.enum(['sound', 'damaged', 'unwritable']).nullable(),
  /** How the station's signing key is kept. */
  keyProtection: z.enum(['hardware', 'system', 'none']).nullable(),
});
export type StationFacts = z.infer<typeof stationFacts>;

import { z } from 'zod';

/** Who is enrolled in a run, and why: the three walkthroughs, and one for each effect that none of them has. */
export const scenarios = [
  'new-hire',
  'lost-phone',
  'privileged',
  'stolen-phone',
  'provisioned-key',
  'foreign-method',
] as const;

/** What the station's program is told on its standard input, as one line of JSON. */
export const planSchema = z.strictObject({
  mode: z.enum(['play', 'recover']),
  scenario: z.enum(scenarios),
  /** Holds the station's journal; exists. */
  folder: z.string(),
  tenant: z.strictObject({
    graph: z.string(),
    /** The simulated tenant's own authority, PEM. */
    ca: z.string(),
    adminToken: z.string(),
    groups: z.strictObject({ onboarding: z.string(), recovery: z.string(), privileged: z.string() }),
    /** By which the tenant knows the station. */
    stationDeviceId: z.string(),
  }),
  /** The operator's token for Graph. */
  accessToken: z.string(),
  /** The second person's, for Graph, where the enrollment needs their consent. */
  approverToken: z.string().nullable(),
  employeeId: z.string(),
  /** What happens at which point, from 1; null counts the points only. A full disk stays full from then on. */
  at: z
    .strictObject({
      point: z.int().min(1),
      what: z.enum(['kill', 'power-loss', 'sync-error', 'read-only', 'full-disk', 'size-limit']),
    })
    .nullable(),
});
export type Plan = z.infer<typeof planSchema>;
export type Scenario = Plan['scenario'];

/** What a run that came to an end says of itself. */
export const playedSchema = z.strictObject({
  /** Every point in order, such as `before effect.intent issue` or `after POST /v1.0/users/*`. */
  points: z.array(z.string()),
  ending: z.string().nullable(),
  /** Why it ended, or could not begin. */
  why: z.string().nullable(),
  /** Places of the statechart in the order in which they were entered. */
  places: z.array(z.string()),
});
export type Played = z.infer<typeof playedSchema>;

/** What recovery says of itself. */
export const recoveredSchema = z.strictObject({
  recovered: z.array(z.looseObject({ enrollment: z.string(), notUndone: z.array(z.string()) })),
  open: z.array(z.string()),
});

/** What the policy says of the same person after recovery. */
export const againSchema = z.strictObject({
  verdict: z.string().nullable(),
  refusals: z.array(z.string()),
});

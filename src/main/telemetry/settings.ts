import { z } from 'zod';

const file = z.string().min(1);

/** Where the desk tells how it works, by OpenTelemetry's protocol; null: nowhere. */
export const telemetryConfig = z
  .strictObject({
    /** Without `/v1/traces` and the like, such as `https://collector.example.org`. */
    url: z.url({ protocol: /^https$/ }),
    /** What stands after `Bearer ` in the header Authorization. */
    tokenFile: file.nullable().default(null),
    /** PEM; the program's own list of authorities when left out. */
    caFile: file.nullable().default(null),
    /** How often figures, traces and log records are sent. */
    everySeconds: z.int().min(10).max(600).default(60),
    traces: z.boolean().default(true),
    metrics: z.boolean().default(true),
    logs: z.boolean().default(true),
  })
  .nullable()
  .default(null);
export type TelemetryConfig = NonNullable<z.infer<typeof telemetryConfig>>;

/** The same with what the files hold. */
export interface TelemetryReceiver extends Omit<TelemetryConfig, 'tokenFile' | 'caFile'> {
  readonly token: string | null;
  /** PEM. */
  readonly ca: string | null;
}

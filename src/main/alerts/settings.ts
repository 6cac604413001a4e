import { z } from 'zod';

const file = z.string().min(1);
const httpsUrl = z.url({ protocol: /^https$/ });

/** Where alerts go. What is secret stands in files that only the desk's account may read, never here. */
export const alertsConfig = z.strictObject({
  /** How often the open desk looks by itself, with its reading identity; null: it does not. */
  everyMinutes: z.int().min(15).max(1_440).nullable().default(60),
  /** Journals, or exports, of the tenant's other desks: a pass that is in none counts as made outside. */
  journals: z.array(file).max(100).default([]),
  /** The operating system's own log. */
  systemLog: z.boolean().default(true),
  webhook: z
    .strictObject({
      url: httpsUrl,
      /** At least 24 bytes in base64, with or without `whsec_` before it. */
      secretFile: file,
      /** PEM; the program's own list of authorities when left out. */
      caFile: file.nullable().default(null),
    })
    .nullable()
    .default(null),
  /** RFC 5424 over TLS (RFC 5425). */
  syslog: z
    .strictObject({
      host: z.string().min(1).max(253),
      port: z.int().min(1).max(65_535).default(6_514),
      caFile: file.nullable().default(null),
      /** Both, or none: what the station shows the receiver. */
      certificateFile: file.nullable().default(null),
      privateKeyFile: file.nullable().default(null),
    })
    .refine(
      ({ certificateFile, privateKeyFile }) => (certificateFile === null) === (privateKeyFile === null),
      'certificateFile and privateKeyFile belong together: give both, or none',
    )
    .nullable()
    .default(null),
  /** OpenTelemetry's protocol for logs, JSON over HTTPS. */
  otlp: z
    .strictObject({
      /** Whole, such as `https://collector.example.org/v1/logs`. */
      url: httpsUrl,
      /** What stands after `Bearer ` in the header Authorization. */
      tokenFile: file.nullable().default(null),
      caFile: file.nullable().default(null),
    })
    .nullable()
    .default(null),
});
export type AlertsConfig = z.infer<typeof alertsConfig>;

/** A TLS server that is written to. `ca`: PEM; null for the program's own list of authorities. */
interface Receiver {
  readonly ca: string | null;
}

/** Where alerts go, with what the files hold. */
export interface ChannelSettings {
  readonly systemLog: boolean;
  readonly webhook: (Receiver & { readonly url: string; readonly secret: Buffer }) | null;
  readonly syslog:
    | (Receiver & {
        readonly host: string;
        readonly port: number;
        readonly client: { readonly certificate: string; readonly privateKey: string } | null;
      })
    | null;
  readonly otlp: (Receiver & { readonly url: string; readonly token: string | null }) | null;
}

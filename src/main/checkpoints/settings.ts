import { z } from 'zod';

const file = z.string().min(1);

/** An object store. What is secret stands in a file or in the environment, never here. */
export const s3Config = z.strictObject({
  /** Such as `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: z.url({ protocol: /^https$/ }),
  region: z.string().min(1).max(64).default('us-east-1'),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'),
  /** Before every key, such as `tapdesk/`. */
  prefix: z
    .string()
    .max(256)
    .regex(/^([A-Za-z0-9][A-Za-z0-9._-]*\/)*$/, 'empty, or folders that each end with /')
    .default(''),
  /** The bucket in the path and not in the host's name. */
  pathStyle: z.boolean().default(true),
  /** JSON: `accessKeyId`, `secretAccessKey`, perhaps `sessionToken`; AWS_… of the environment when left out. */
  credentialsFile: file.nullable().default(null),
  /** PEM; the program's own list of authorities when left out. */
  caFile: file.nullable().default(null),
  /** Object lock: nobody can remove it for so long. Left out where the bucket has a rule of its own, or no lock. */
  lock: z
    .strictObject({
      mode: z.enum(['governance', 'compliance']).default('compliance'),
      days: z.int().min(1).max(36_500),
    })
    .nullable()
    .default(null),
});
export type S3Config = z.infer<typeof s3Config>;

/** Where signed checkpoints go besides the journal: places under other people's hands. */
export const checkpointsConfig = z.strictObject({
  /** A folder that is there, such as one of a mounted share. */
  folder: file.nullable().default(null),
  s3: s3Config.nullable().default(null),
});
export type CheckpointsConfig = z.infer<typeof checkpointsConfig>;

/** What is secret about an object store. */
export const s3Credentials = z.strictObject({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  sessionToken: z.string().min(1).optional(),
});

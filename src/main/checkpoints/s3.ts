import https from 'node:https';
import type * as Sdk from '@aws-sdk/client-s3';
import { z } from 'zod';
import { PlaceError, type Place, type Put } from './port.ts';

/** An object store by its S3 API, with what its files hold. */
export interface S3Settings {
  /** HTTPS. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Empty, or ends with `/`. */
  readonly prefix: string;
  readonly pathStyle: boolean;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** PEM; null for the program's own list of authorities. */
  readonly ca: string | null;
  /** For how long nobody can remove it; null where the bucket says so itself, or has no object lock. */
  readonly lock: { readonly mode: 'governance' | 'compliance'; readonly days: number } | null;
}

const TIMEOUT_MS = 15_000;
const DAY_MS = 86_400_000;
const [DENIED, GONE, CONFLICT, THERE_ALREADY] = [403, 404, 409, 412];

const failure = z.object({
  name: z.string(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});

const statusOf = (error: unknown): number => {
  const parsed = failure.safeParse(error);
  return parsed.success ? (parsed.data.$metadata?.httpStatusCode ?? 0) : 0;
};

const placeErrorOf = (error: unknown): PlaceError => {
  const status = statusOf(error);
  // A bucket that is not there is a mistake of the settings; that an object is not is asked for apart.
  if (status === DENIED || status === GONE) return new PlaceError('place.denied', error);
  return new PlaceError('place.away', error);
};

interface Opened {
  readonly client: Sdk.S3Client;
  readonly sdk: typeof Sdk;
}

const open = async (settings: S3Settings): Promise<Opened> => {
  // Read when it is needed: it is large, and most desks have no object store.
  const sdk = await import('@aws-sdk/client-s3');
  const { endpoint, region, pathStyle, credentials, ca } = settings;
  const httpsAgent = new https.Agent({
    ...{ keepAlive: true, minVersion: 'TLSv1.2' as const },
    ...(ca === null ? {} : { ca }),
  });
  const client = new sdk.S3Client({
    ...{ endpoint, region, forcePathStyle: pathStyle },
    // A copy: the kit writes into what it is given.
    credentials: { ...credentials },
    // Whoever calls tries again by a clock of its own.
    maxAttempts: 1,
    requestHandler: { httpsAgent, connectionTimeout: TIMEOUT_MS, requestTimeout: TIMEOUT_MS },
  });
  return { client, sdk };
};

const createReading =
  ({ bucket, prefix }: S3Settings, opened: () => Promise<Opened>) =>
  async (key: string): Promise<string | null> => {
    const { client, sdk } = await opened();
    try {
      const found = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: `${prefix}${key}` }));
      return (await found.Body?.transformToString('utf8')) ?? '';
    } catch (error) {
      const parsed = failure.safeParse(error);
      if (parsed.success && parsed.data.name === 'NoSuchKey') return null;
      throw placeErrorOf(error);
    }
  };

const createAdding = (settings: S3Settings, opened: () => Promise<Opened>, now: () => number) => {
  const { bucket, prefix, lock } = settings;
  const locked = (): object =>
    lock === null
      ? {}
      : {
          ObjectLockMode: lock.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
          ObjectLockRetainUntilDate: new Date(now() + lock.days * DAY_MS),
        };
  /** @returns false where something stands there already */
  return async (key: string, text: string): Promise<boolean> => {
    const { client, sdk } = await opened();
    const what = { Bucket: bucket, Key: `${prefix}${key}`, Body: text, ContentType: 'application/jose' };
    try {
      await client.send(new sdk.PutObjectCommand({ ...what, IfNoneMatch: '*', ...locked() }));
      return true;
    } catch (error) {
      if ([THERE_ALREADY, CONFLICT].includes(statusOf(error))) return false;
      throw placeErrorOf(error);
    }
  };
};

const PAGE = 1_000;

const createListing = ({ bucket, prefix }: S3Settings, opened: () => Promise<Opened>): Place['keys'] =>
  async function* keys(folder, after) {
    const { client, sdk } = await opened();
    let from: { readonly StartAfter?: string; readonly ContinuationToken?: string } =
      after === undefined ? {} : { StartAfter: `${prefix}${after}` };
    for (;;) {
      const asked = { Bucket: bucket, Prefix: `${prefix}${folder}`, MaxKeys: PAGE, ...from };
      const page = await client.send(new sdk.ListObjectsV2Command(asked)).catch((error: unknown) => {
        throw placeErrorOf(error);
      });
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key.slice(prefix.length);
      if (page.NextContinuationToken === undefined) return;
      from = { ContinuationToken: page.NextContinuationToken };
    }
  };

/**
 * An object store. What stands there is never written over: the store is asked not to (`If-None-Match`), and looked at
 * before, since some stores do not know that header.
 *
 * @param now epoch milliseconds, from which the time of the lock counts
 */
export const createS3Place = (settings: S3Settings, now: () => number): Place => {
  let once: Promise<Opened> | null = null;
  const opened = (): Promise<Opened> => (once ??= open(settings));
  const read = createReading(settings, opened);
  const add = createAdding(settings, opened, now);
  const compared = (found: string | null, text: string): Put => (found === text ? 'there' : 'different');
  return {
    name: 's3',
    put: async (key, text) => {
      const found = await read(key);
      if (found !== null) return compared(found, text);
      return (await add(key, text)) ? 'written' : compared(await read(key), text);
    },
    keys: createListing(settings, opened),
    read: async (key) => {
      const text = await read(key);
      if (text === null) throw new PlaceError('place.gone');
      return text;
    },
  };
};

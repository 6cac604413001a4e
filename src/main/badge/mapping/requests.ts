import { randomUUID } from 'node:crypto';
import { chownSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A badge's key as text, as whoever asks has it. */
const badge = z.string().min(1).max(1_024);

/**
 * What somebody wants changed in a station's lists. Badges stand in it in clear, for only the desk can name them by its
 * key; so it is a file that the desk takes in and removes.
 */
const listRequest = z.strictObject({
  v: z.literal(1),
  id: z.guid(),
  /** ISO date-time at which it was asked for. */
  at: z.iso.datetime(),
  /** The account of the operating system that asked. */
  account: z.string().min(1).max(256),
  /** Object id of whoever had signed in to the tenant for it; null: nobody had to. */
  personId: z.string().min(1).max(64).nullable(),
  change: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('revoke'), badge, reason: z.string().max(200).nullable() }),
    z.strictObject({ what: z.literal('restore'), badge }),
    /** All badges of the site, each with the object id of its person. */
    z.strictObject({ what: z.literal('import'), people: z.record(badge, z.guid()) }),
  ]),
});
export type ListRequest = z.infer<typeof listRequest>;

const named = /^badge-request-[0-9]{13}-[0-9a-f-]{36}\.json$/;

/**
 * Leaves a request where the desk finds it. It is given to whom the folder belongs, so that an administrator can ask
 * for a desk that runs under an account of its own.
 *
 * @param asked when (epoch milliseconds), by whom, and for what
 * @returns the request's id, which the journal will name
 */
export const leaveRequest = (
  folder: string,
  asked: Pick<ListRequest, 'account' | 'personId' | 'change'> & { readonly now: number },
): string => {
  const { now, ...rest } = asked;
  const id = randomUUID();
  const request: ListRequest = { v: 1, id, at: new Date(now).toISOString(), ...rest };
  const file = path.join(folder, `badge-request-${String(now).padStart(13, '0')}-${id}.json`);
  const beside = `${file}.part`;
  writeFileSync(beside, JSON.stringify(listRequest.parse(request)), { mode: 0o600, flush: true });
  const { uid, gid } = statSync(folder);
  if (process.getuid?.() === 0) chownSync(beside, uid, gid);
  renameSync(beside, file);
  return id;
};

/** The requests that wait in a folder, oldest first. @throws Error when one cannot be read */
export const waitingRequests = (
  folder: string,
): readonly { readonly request: ListRequest; readonly remove: () => void }[] =>
  readdirSync(folder)
    .filter((name) => named.test(name))
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      const request = listRequest.parse(JSON.parse(readFileSync(file, 'utf8')));
      return { request, remove: () => rmSync(file) };
    });

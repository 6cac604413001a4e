import { z } from 'zod';
import type { Call } from './call.ts';
import { badRequest } from './failure.ts';

const reference = z.object({ '@odata.id': z.string() });

/** The object id of `{"@odata.id": "https://HOST/v1.0/directoryObjects/ID"}`; users/ID is taken too. */
export function referencedId(call: Call): string {
  return idOfReference(call, readReference(call.body));
}

function readReference(body: unknown): string {
  const parsed = reference.safeParse(body);
  return parsed.success ? parsed.data['@odata.id'] : '';
}

/** The same for an address by itself, as in `owners@odata.bind`. */
export function idOfReference(call: Call, address: string): string {
  const match = /^(https:\/\/[^/]+)\/(?:v1\.0|beta)\/(?:directoryObjects|users)\/([^/?]+)$/.exec(address);
  const [, host, id] = match ?? [];
  if (host !== call.origin || id === undefined) throw badRequest(`Invalid object reference '${address}'.`);
  return id.toLowerCase();
}

import { z } from 'zod';
import type { Method } from '../../port.ts';

const text = z.string().nullish();

/** Any authentication method; the properties are those of the types that have them. Source: Graph authenticationMethod. */
export const method = z.object({
  '@odata.type': z.string().min(1),
  id: z.string().min(1),
  displayName: text,
  model: text,
  aaGuid: text,
  passkeyType: text,
  attestationLevel: text,
  createdDateTime: text,
  // One documented example of a FIDO2 key spells it so.
  creationDateTime: text,
  // Only the beta has it so far.
  lastUsedDateTime: text,
});

/** A method as the desk knows it. */
export const methodOf = (one: z.infer<typeof method>): Method => ({
  id: one.id,
  type: one['@odata.type'],
  displayName: one.displayName ?? null,
  model: one.model ?? null,
  aaGuid: one.aaGuid ?? null,
  passkeyType: one.passkeyType ?? null,
  attestationLevel: one.attestationLevel ?? null,
  createdAt: one.createdDateTime ?? one.creationDateTime ?? null,
  ...(one.lastUsedDateTime == null ? {} : { lastUsedAt: one.lastUsedDateTime }),
});

/** The answer to creating a key names no type: the collection does. */
export const madeKey = method.extend({ '@odata.type': z.string().optional() });

/** A key just created. */
export const keyOf = (one: z.infer<typeof madeKey>): Method =>
  methodOf({ ...one, '@odata.type': '#microsoft.graph.fido2AuthenticationMethod' });

import { z } from 'zod';
import { Secret } from '../../../../shared/index.ts';
import type { IssuedPass, PassOnRecord } from '../../port.ts';

const text = z.string().nullish();

/** Source: Graph temporaryAccessPassAuthenticationMethod; its usability reason is a string, not an enumeration. */
export const pass = z.object({
  id: z.string().min(1),
  createdDateTime: text,
  startDateTime: text,
  lifetimeInMinutes: z.int().nullish(),
  isUsableOnce: z.boolean().nullish(),
  isUsable: z.boolean().nullish(),
  methodUsabilityReason: text,
});

/** The answer to creation alone carries the text, of 8 to 48 characters. */
export const issuedPass = pass.extend({ temporaryAccessPass: z.string().min(1).max(64) });

/** A pass as later reads show it. */
export const passOf = (one: z.infer<typeof pass>): PassOnRecord => ({
  id: one.id,
  createdAt: one.createdDateTime ?? null,
  startsAt: one.startDateTime ?? null,
  lifetimeMinutes: one.lifetimeInMinutes ?? null,
  usableOnce: one.isUsableOnce ?? null,
  usable: one.isUsable ?? null,
  usabilityReason: one.methodUsabilityReason ?? null,
});

/** A pass just created, its text in custody. */
export const issuedPassOf = (one: z.infer<typeof issuedPass>): IssuedPass => ({
  ...passOf(one),
  text: Secret.of(one.temporaryAccessPass),
});

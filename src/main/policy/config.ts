import { z } from 'zod';
import { roleIds } from './roles.ts';

/**
 * Lifetimes of the two documents under requirements, in minutes. Only the stricter one is decided by now.
 * Source: zero trust guide, Phase 2.1.
 */
export const baselines = {
  'zero-trust': { minimumMinutes: 30, maximumMinutes: 60 },
} as const;

/** What a site may set. Everything has a default that meets the guide; weaker values refuse rather than warn. */
export const policyConfig = z.strictObject({
  baseline: z.enum(['zero-trust']).default('zero-trust'),
  /** Absolute bounds of Graph; the baseline's and the tenant's own are rules. */
  lifetimeMinutes: z.int().min(10).max(43_200).default(60),
  usableOnce: z.boolean().default(true),
  /** Object ids of emergency-access accounts: they never get a pass at the desk. */
  emergencyAccessIds: z.array(z.string().min(1)).default([]),
  /** Role ids of which the operator must hold one, active. */
  operatorRoleIds: z
    .array(z.string().min(1))
    .min(1)
    .default([roleIds.authenticationAdministrator, roleIds.privilegedAuthenticationAdministrator]),
  /** Where such a role must reach: `/` is the whole tenant. */
  operatorScopes: z.array(z.string().min(1)).min(1).default(['/']),
  /** Role ids the operator must not hold at the same time (separation of duties). */
  separatedRoleIds: z.array(z.string().min(1)).default([roleIds.globalAdministrator]),
});
export type PolicyConfig = z.infer<typeof policyConfig>;

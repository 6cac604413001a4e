import { z } from 'zod';
import type { StationDevice } from '../../port.ts';

/** Source: Graph device resource. */
export const deviceSelect = [
  'id',
  'deviceId',
  'isCompliant',
  'isManaged',
  'trustType',
  'accountEnabled',
  'approximateLastSignInDateTime',
  'complianceExpirationDateTime',
].join(',');

const text = z.string().nullish();

export const device = z.object({
  deviceId: z.string().min(1),
  isCompliant: z.boolean().nullish(),
  isManaged: z.boolean().nullish(),
  trustType: text,
  accountEnabled: z.boolean().nullish(),
  approximateLastSignInDateTime: text,
  complianceExpirationDateTime: text,
});

const joinTypes: Readonly<Record<string, StationDevice['joinType']>> = {
  azuread: 'entra',
  serverad: 'hybrid',
  workplace: 'registered',
};

/** A device as the policy weighs it. */
export const deviceOf = (one: z.infer<typeof device>): StationDevice => ({
  deviceId: one.deviceId,
  compliant: one.isCompliant ?? null,
  managed: one.isManaged ?? null,
  joinType: joinTypes[one.trustType?.toLowerCase() ?? ''] ?? null,
  enabled: one.accountEnabled ?? null,
  lastSeenAt: one.approximateLastSignInDateTime ?? null,
  complianceExpiresAt: one.complianceExpirationDateTime ?? null,
});

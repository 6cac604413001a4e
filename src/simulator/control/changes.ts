import { z } from 'zod';
import { methodsOf, newGuid, type Tenant } from '../tenant/tenant.ts';

/** What happens to a tenant beside Graph: a device is judged anew, somebody's account is switched off, or they get a phone. */
const change = z.union([
  z.strictObject({
    deviceId: z.string(),
    isCompliant: z.boolean().nullable().optional(),
    isManaged: z.boolean().nullable().optional(),
    accountEnabled: z.boolean().optional(),
  }),
  z.strictObject({ userPrincipalName: z.string(), accountEnabled: z.boolean() }),
  z.strictObject({ userPrincipalName: z.string(), phone: z.string().min(1) }),
]);
type Change = z.infer<typeof change>;

/** Leaves out what was not said, so that nothing is set to undefined. */
const said = <T extends object>(values: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  // The entries are those of the values, less the undefined ones.
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** Authenticator as it is after somebody set it up long ago, on a phone of that name. */
function addPhone(tenant: Tenant, personId: string, displayName: string): void {
  const phone = {
    kind: 'authenticator',
    id: newGuid(tenant),
    createdAt: null,
    displayName,
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: '6.2510.1',
  } as const;
  tenant.methods.set(personId, [...methodsOf(tenant, personId), phone]);
}

/** False when there is no such device or person. */
function carryOut(tenant: Tenant, wanted: Change): boolean {
  if ('deviceId' in wanted) {
    const at = tenant.devices.findIndex((one) => one.deviceId === wanted.deviceId);
    const device = tenant.devices[at];
    if (device === undefined) return false;
    tenant.devices[at] = { ...device, ...said(wanted) };
    return true;
  }
  const person = [...tenant.people.values()].find(
    (one) => one.userPrincipalName === wanted.userPrincipalName,
  );
  if (person === undefined) return false;
  if ('phone' in wanted) addPhone(tenant, person.id, wanted.phone);
  else tenant.people.set(person.id, { ...person, accountEnabled: wanted.accountEnabled });
  return true;
}

/** Changes a device or a person from outside Graph. */
export function changeTenant(tenant: Tenant, body: unknown): readonly [status: number, body: unknown] {
  const parsed = change.safeParse(body);
  if (!parsed.success)
    return [
      400,
      {
        message:
          'deviceId with isCompliant, isManaged or accountEnabled is needed; or userPrincipalName with accountEnabled or phone.',
      },
    ];
  return carryOut(tenant, parsed.data) ? [200, {}] : [404, { message: 'There is no such device or person.' }];
}

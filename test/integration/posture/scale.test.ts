// A tenant larger than a page, one that throttles, and readers who may not read everything.
import { describe, expect, it } from 'vitest';
import type { TenantReading } from '../../../src/main/directory/index.ts';
import type { Fault } from '../../../src/simulator/faults/fault.ts';
import { tenantOf, type ReadableTenant } from './tenant-of.ts';

const withTenant = async <T>(
  args: readonly string[],
  faults: readonly Fault[],
  use: (tenant: ReadableTenant) => Promise<T>,
): Promise<T> => {
  const tenant = await tenantOf(args, faults);
  try {
    return await use(tenant);
  } finally {
    await tenant.close();
  }
};

const status = (
  path: string,
  code: number,
  more: { times?: number; retryAfterSeconds?: number } = {},
): Fault => ({
  match: { method: 'GET', path },
  ...(more.times === undefined ? {} : { times: more.times }),
  action: {
    kind: 'status',
    status: code,
    ...(more.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: more.retryAfterSeconds }),
  },
});

const notFine = async (tenant: ReadableTenant) =>
  (await tenant.check()).filter(({ state }) => state !== 'fine');

describe('a large tenant that throttles', () => {
  const people = 10_050;
  const policies = 1_040;
  const large = ['--users', String(people), '--crowd', 'TAP-Recovery-Users', '--policies', String(policies)];

  it('is read to the last page, and the doctor sees what is in it', async () => {
    await withTenant([...large, '--throttle', 'on'], [], async (tenant) => {
      const reading = await tenant.reading();
      const groups = reading.groups.known ? reading.groups.value : [];
      const recovery = groups.find(({ displayName }) => displayName === 'TAP-Recovery-Users');
      expect(recovery?.members.known && recovery.members.value.length).toBe(people);
      expect(reading.access.known && reading.access.value.length).toBeGreaterThan(policies);
      // Everybody in the group joined lately, as the audit log says on as many pages.
      expect(reading.joined.known && reading.joined.value.length).toBeGreaterThan(people);
      expect((await tenant.check(reading)).filter(({ state }) => state !== 'fine')).toEqual([]);
    });
  });
});

describe('a service that refuses for a while', () => {
  it('is waited for as long as it asks, and where it does not ask', async () => {
    const faults = [
      status('/v1.0/policies/**', 429, { times: 2, retryAfterSeconds: 7 }),
      status('/v1.0/identity/conditionalAccess/policies', 429, { times: 5 }),
      status('/v1.0/auditLogs/directoryAudits', 503, { times: 1, retryAfterSeconds: 3 }),
    ];
    await withTenant([], faults, async (tenant) => {
      expect(await notFine(tenant)).toEqual([]);
    });
  });

  it('is given up where it never stops refusing, and the rest is read', async () => {
    await withTenant([], [status('/v1.0/identity/**', 429)], async (tenant) => {
      const reading = await tenant.reading();
      expect(reading.access).toMatchObject({ known: false, because: 'tenant.throttled' });
      expect(reading.methods.known).toBe(true);
    });
  });
});

/** Where each part is read, and what it takes. */
const parts: readonly {
  readonly path: string;
  readonly part: Exclude<keyof TenantReading, 'at'>;
  readonly permission: string;
}[] = [
  {
    path: '/v1.0/policies/authenticationMethodsPolicy',
    part: 'methods',
    permission: 'Policy.Read.AuthenticationMethod',
  },
  {
    path: '/v1.0/policies/identitySecurityDefaults*',
    part: 'securityDefaults',
    permission: 'Policy.Read.All',
  },
  { path: '/v1.0/identity/conditionalAccess/policies', part: 'access', permission: 'Policy.Read.All' },
  {
    path: '/v1.0/roleManagement/directory/roleAssignments',
    part: 'grants',
    permission: 'RoleManagement.Read.Directory',
  },
  {
    path: '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances',
    part: 'grants',
    permission: 'RoleEligibilitySchedule.Read.Directory',
  },
  { path: '/v1.0/directory/administrativeUnits', part: 'units', permission: 'AdministrativeUnit.Read.All' },
  { path: '/v1.0/groups', part: 'groups', permission: 'GroupMember.Read.All' },
  { path: '/v1.0/applications*', part: 'application', permission: 'Application.Read.All' },
  { path: '/v1.0/subscribedSkus', part: 'plans', permission: 'LicenseAssignment.Read.All' },
  { path: '/v1.0/auditLogs/directoryAudits', part: 'joined', permission: 'AuditLog.Read.All' },
  { path: '/v1.0/auditLogs/signIns', part: 'signIns', permission: 'AuditLog.Read.All' },
  { path: '/v1.0/devices*', part: 'device', permission: 'Device.Read.All' },
  { path: '/v1.0/users/*', part: 'emergency', permission: 'User.Read.All' },
];

describe('a reader who may not read everything', () => {
  it('is told which permission each part takes, and gets all the others', async () => {
    const forbidden = parts.map(({ path }) => status(path, 403));
    await withTenant([], forbidden, async (tenant) => {
      const reading = await tenant.reading();
      for (const { part } of parts) expect(reading[part], part).toMatchObject({ known: false });
      expect(reading.strengths.known).toBe(true);
    });
  });

  it.each(parts)('without $path', async ({ path, part, permission }) => {
    await withTenant([], [status(path, 403)], async (tenant) => {
      const reading = await tenant.reading();
      expect(reading[part]).toMatchObject({
        known: false,
        because: 'tenant.forbidden',
        need: { permission },
      });
      expect((await notFine(tenant)).every(({ state }) => state === 'unknown')).toBe(true);
    });
  });
});

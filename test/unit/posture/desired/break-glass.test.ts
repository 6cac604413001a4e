import { describe, expect, it } from 'vitest';
import type { TenantReading } from '../../../../src/main/directory/index.ts';
import { unprovenFor } from '../../../../src/main/posture/desired/break-glass.ts';
import { breakGlass, forbidden, healthyReading, known, policy } from '../../../support/posture.ts';

const guarded = { ...policy('Ours', { users: { include: ['All'], exclude: [breakGlass] } }), id: 'ours' };
const account = { userPrincipalName: breakGlass, enabled: true, synced: false, groupIds: [] };
const reading = (is: Partial<TenantReading>): TenantReading => ({
  ...healthyReading.tenant,
  access: known([guarded]),
  emergency: known([{ id: breakGlass, account }]),
  ...is,
});
const unproven = (tenant: TenantReading, ids: readonly string[] = [breakGlass]) =>
  unprovenFor({ policyId: 'ours' }, tenant, ids);

describe('that emergency accounts stay out of a policy', () => {
  it('is proven when they exist, are enabled and are left out of that policy', () => {
    expect(unproven(reading({}))).toEqual([]);
  });

  it.each<[string, TenantReading, string]>([
    [
      'the policy reaches them',
      reading({ access: known([{ ...guarded, users: { include: ['All'], exclude: [] } }]) }),
      'Ours does not leave out emergency account break-glass',
    ],
    [
      'one is not enabled',
      reading({ emergency: known([{ id: breakGlass, account: { ...account, enabled: false } }]) }),
      'emergency account break-glass is not enabled',
    ],
    [
      'it is not known whether one is enabled',
      reading({ emergency: known([{ id: breakGlass, account: { ...account, enabled: null } }]) }),
      'emergency account break-glass is not enabled',
    ],
    [
      'one does not exist',
      reading({ emergency: known([{ id: breakGlass, account: null }]) }),
      'emergency account break-glass does not exist',
    ],
    ['the policy is gone', reading({ access: known([]) }), 'the policy could not be found'],
    [
      'policies cannot be read',
      reading({ access: forbidden }),
      'emergency accounts or policies could not be read',
    ],
    [
      'accounts cannot be read',
      reading({ emergency: forbidden }),
      'emergency accounts or policies could not be read',
    ],
  ])('is not proven when %s', (_why, tenant, sentence) => {
    expect(unproven(tenant)).toEqual([sentence]);
  });

  const byGroup = {
    ...policy('Ours', { groups: { include: [], exclude: ['emergency group'] } }),
    id: 'ours',
  };
  it('is proven when a group that they are in, through others too, is left out', () => {
    const inGroup = known([{ id: breakGlass, account: { ...account, groupIds: ['emergency group'] } }]);
    expect(unproven(reading({ access: known([byGroup]), emergency: inGroup }))).toEqual([]);
  });

  it('is not proven when the group that is left out holds only one of them', () => {
    const emergency = known([
      { id: breakGlass, account: { ...account, groupIds: ['emergency group'] } },
      { id: 'second', account: { ...account, userPrincipalName: 'second', groupIds: ['other group'] } },
    ]);
    const tenant = reading({ access: known([byGroup]), emergency });
    expect(unproven(tenant, [breakGlass, 'second'])).toEqual([
      'Ours does not leave out emergency account second',
    ]);
  });

  it('is not proven without any', () => {
    expect(unproven(reading({}), [])).toEqual(['no emergency account is configured']);
  });
});

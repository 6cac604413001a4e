import { roleIds } from '../../../../src/main/policy/index.ts';
import { role } from '../../../support/directory-objects.ts';
import { consent, DAY, device, MINUTE, NOW, type Variation } from '../../../support/policy-input.ts';
import { privilegedPath } from './person.ts';
import { both, operatorHolds, rolesHeld, unknown, type Row } from './row.ts';

const authentication = roleIds.authenticationAdministrator;
const privilegedAuthentication = roleIds.privilegedAuthenticationAdministrator;
const inUnit = (...ids: readonly string[]): Variation => ({
  facts: { administrativeUnitIds: { known: true, value: ids } },
});
const overUnit: Variation = both(
  { config: { operatorScopes: ['/administrativeUnits/u'] } },
  operatorHolds(role(authentication, { scope: '/administrativeUnits/u' })),
);
const endsIn = (minutes: number): Variation =>
  operatorHolds(role(authentication, { endsAt: new Date(NOW + minutes * MINUTE).toISOString() }));
const trained = (validUntil: Readonly<Record<string, string>>): Variation => ({
  config: { proofing: { training: { validUntil } } },
});

const operator: readonly Row[] = [
  ['operator-role', 'no role', operatorHolds(), ['operator.no-role']],
  [
    'operator-role',
    'only eligible',
    operatorHolds(role(authentication, { how: 'eligible' })),
    ['operator.no-role'],
  ],
  [
    'operator-role',
    'only over a unit that the site does not name',
    both(operatorHolds(role(authentication, { scope: '/administrativeUnits/u' })), inUnit('u')),
    ['operator.no-role'],
  ],
  [
    'operator-role',
    'over a unit that holds the person',
    both(overUnit, inUnit('u')),
    ['operator.holds-role'],
  ],
  ['operator-role', 'over another unit', both(overUnit, inUnit('v')), ['operator.unit-without-person']],
  [
    'operator-role',
    'over a unit while the units are unknown',
    both(overUnit, { facts: { administrativeUnitIds: unknown } }),
    ['operator.units-unknown'],
  ],
  [
    'operator-role',
    'over a unit, and the person holds a harmless role',
    both(overUnit, rolesHeld(role('88d8e3e3-8f55-4a1e-953a-9b9898b8876b')), inUnit('u')),
    ['operator.unit-and-role'],
  ],
  ['operator-role', 'unknown roles', { operatorRoles: unknown }, ['operator.roles-unknown']],
  ['operator-role', 'a role that has ended', endsIn(0), ['operator.no-role']],
  ['operator-role', 'a role that ends in a minute', endsIn(1), ['operator.role-ends-soon']],
  ['operator-role', 'a role that ends just before the warning', endsIn(29.9), ['operator.role-ends-soon']],
  ['operator-role', 'a role that ends after it', endsIn(30), ['operator.holds-role']],
  [
    'operator-role',
    'the stronger role',
    operatorHolds(role(privilegedAuthentication)),
    ['operator.holds-role'],
  ],
  ['operator-role', 'the stronger role on the separate path', privilegedPath(), ['operator.holds-role']],
  [
    'operator-role',
    'the weaker role on the separate path',
    both(privilegedPath(), operatorHolds(role(authentication))),
    ['operator.no-role'],
  ],
  [
    'operator-separated',
    'a Global Administrator',
    operatorHolds(role(authentication), role(roleIds.globalAdministrator)),
    ['operator.not-separated'],
  ],
  ...[
    roleIds.privilegedRoleAdministrator,
    roleIds.conditionalAccessAdministrator,
    roleIds.securityAdministrator,
    roleIds.authenticationPolicyAdministrator,
  ].map((id): Row => [
    'operator-separated',
    id,
    operatorHolds(role(authentication), role(id)),
    ['operator.not-separated'],
  ]),
  [
    'operator-separated',
    'somebody who may only become Global Administrator',
    operatorHolds(role(authentication), role(roleIds.globalAdministrator, { how: 'eligible' })),
    ['operator.separated'],
  ],
  ['operator-separated', 'unknown roles', { operatorRoles: unknown }, ['operator.roles-unknown']],
  ['operator-trained', 'a long way to go', trained({ 'o-1': '2027-06-01' }), ['training.valid']],
  ['operator-trained', 'the last days', trained({ 'o-1': '2026-11-30' }), ['training.ends-soon']],
  ['operator-trained', 'the last day', trained({ 'o-1': '2026-11-23' }), ['training.ends-soon']],
  ['operator-trained', 'the day after', trained({ 'o-1': '2026-11-22' }), ['training.over']],
  ['operator-trained', 'somebody else', trained({ 'o-2': '2027-06-01' }), ['training.not-listed']],
];

const stationIs = (more: Parameters<typeof device>[0]): Variation => ({
  facts: { station: { known: true, value: device(more) } },
});
const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();

const station: readonly Row[] = [
  ['station-fit', 'an unknown station', { facts: { station: unknown } }, ['station.unknown']],
  [
    'station-fit',
    'an unknown station where the site asks for none',
    { config: { station: { required: false } }, facts: { station: unknown } },
    ['station.not-asked'],
  ],
  [
    'station-fit',
    'no such device',
    { facts: { station: { known: true, value: null } } },
    ['station.not-found'],
  ],
  ['station-fit', 'a disabled device', stationIs({ enabled: false }), ['station.disabled']],
  [
    'station-fit',
    'a device of unknown compliance',
    stationIs({ compliant: null }),
    ['station.not-compliant'],
  ],
  ['station-fit', 'an unmanaged device', stationIs({ managed: false }), ['station.not-managed']],
  ['station-fit', 'a registered device', stationIs({ joinType: 'registered' }), ['station.join-type']],
  ['station-fit', 'a hybrid device', stationIs({ joinType: 'hybrid' }), ['station.fit']],
  ['station-fit', 'a device of unknown join', stationIs({ joinType: null }), ['station.join-type']],
  ['station-fit', 'a device seen just in time', stationIs({ lastSeenAt: ago(30) }), ['station.fit']],
  ['station-fit', 'a device not seen lately', stationIs({ lastSeenAt: ago(30.01) }), ['station.not-seen']],
  ['station-fit', 'a device never seen', stationIs({ lastSeenAt: null }), ['station.not-seen']],
  [
    'station-fit',
    'compliance that ends now',
    stationIs({ complianceExpiresAt: ago(0) }),
    ['station.compliance-expired'],
  ],
  ['station-fit', 'compliance without an end', stationIs({ complianceExpiresAt: null }), ['station.fit']],
  [
    'station-fit',
    'everything wrong at once',
    stationIs({
      enabled: null,
      compliant: false,
      managed: null,
      joinType: 'registered',
      lastSeenAt: ago(90),
      complianceExpiresAt: ago(60),
    }),
    [
      'station.disabled',
      'station.not-compliant',
      'station.not-managed',
      'station.join-type',
      'station.not-seen',
      'station.compliance-expired',
    ],
  ],
];

const approved = (...consents: readonly ReturnType<typeof consent>[]): Variation =>
  both(privilegedPath(), { input: { consents } });
const anton = consent('a-1', [role(privilegedAuthentication)]);

const approver: readonly Row[] = [
  ['approver-other', 'nobody', privilegedPath(), ['approver.nobody-yet']],
  ['approver-other', 'somebody else', approved(anton), ['approver.other-person']],
  [
    'approver-other',
    'the operator',
    approved(consent('o-1', [role(privilegedAuthentication)])),
    ['approver.is-operator'],
  ],
  [
    'approver-other',
    'the enrollee',
    approved(consent('p-1', [role(privilegedAuthentication)])),
    ['approver.is-enrollee'],
  ],
  ['approver-other', 'the same person twice', approved(anton, anton), ['approver.twice']],
  ['approver-role', 'somebody with the role', approved(anton), ['approver.holds-role']],
  [
    'approver-role',
    'somebody with a weaker role',
    approved(anton, consent('a-2', [role(authentication)])),
    ['approver.no-role'],
  ],
  [
    'approver-role',
    'somebody who may only become one',
    approved(anton, consent('a-2', [role(privilegedAuthentication, { how: 'eligible' })])),
    ['approver.no-role'],
  ],
  ['approver-separated', 'somebody with one role', approved(anton), ['approver.separated']],
  [
    'approver-separated',
    'a Global Administrator',
    approved(consent('a-1', [role(privilegedAuthentication), role(roleIds.globalAdministrator)])),
    ['approver.not-separated'],
  ],
  [
    'approver-separated',
    'somebody of unknown roles',
    approved({ by: { ...anton.by, roles: unknown }, signedInAt: NOW }),
    ['approver.roles-unknown'],
  ],
  [
    'approver-fresh',
    'a sign-in five minutes ago',
    approved(consent('a-1', [role(privilegedAuthentication)], NOW - 5 * MINUTE)),
    ['approver.fresh'],
  ],
  [
    'approver-fresh',
    'a sign-in longer ago',
    approved(consent('a-1', [role(privilegedAuthentication)], NOW - 5 * MINUTE - 1)),
    ['approver.too-old'],
  ],
];

export const peopleRows: readonly Row[] = [...operator, ...station, ...approver];

import { watched } from '../../../../src/main/posture/roles.ts';
import { deskGroup, grant, groupNames, healthyGrants, known, named } from '../../../support/posture.ts';
import { tenant, type Row } from '../row.ts';

const withGrant = (...more: Parameters<typeof grant>) =>
  tenant({ grants: known([...healthyGrants, grant(...more)]) });
const withoutRole = (roleId: string) =>
  tenant({ grants: known(healthyGrants.filter((one) => one.roleId !== roleId)) });

const inUnit = (scope: string) =>
  tenant({
    grants: known([...healthyGrants, grant('unit-operator', watched.authenticationAdministrator, { scope })]),
  });

export const roleRows: readonly Row[] = [
  {
    wrong: 'an operator is a Global Administrator too',
    reading: withGrant('operator', watched.globalAdministrator),
    breaks: ['roles.global-admin-operator'],
    found: ['operator: Global Administrator (active)'],
  },
  {
    wrong: 'an owner of a group may become Global Administrator',
    reading: tenant({
      groups: known(
        groupNames.map((name) => deskGroup(name, { owners: known([named('operator'), named('boss')]) })),
      ),
    }),
    breaks: ['roles.global-admin-operator', 'groups.owners'],
    found: ['boss: Global Administrator (active)'],
  },
  {
    wrong: 'an approver may activate Conditional Access Administrator',
    reading: withGrant('approver', watched.conditionalAccessAdministrator, {
      how: 'eligible',
      activated: false,
    }),
    breaks: ['roles.separation'],
    found: ['approver: Conditional Access Administrator (eligible)'],
  },
  {
    wrong: "an operator holds a role of the site's own list",
    reading: withGrant('operator', 'custom-role'),
    breaks: ['roles.separation'],
    found: ['operator: custom-role (active)'],
  },
  {
    wrong: 'an operator governs roles through a group',
    reading: tenant({ roleGroups: known({ 'role-admins': [named('operator')] }) }),
    breaks: ['roles.separation'],
    found: ['operator: Privileged Role Administrator (eligible)'],
  },
  {
    wrong: 'a role is held without an end',
    reading: withGrant('night-operator', watched.authenticationAdministrator, {
      activated: false,
      endsAt: null,
    }),
    breaks: ['roles.permanent'],
    found: ['night-operator: Authentication Administrator, scope /, no end'],
  },
  {
    wrong: 'the help desk reaches the whole tenant',
    reading: withGrant('clerk', watched.helpdeskAdministrator),
    breaks: ['roles.helpdesk-tenant-wide'],
    found: ['clerk: Helpdesk Administrator, scope / (active)'],
  },
  {
    wrong: 'passwords are reset for the whole tenant',
    reading: withGrant('clerk', watched.passwordAdministrator, { how: 'eligible' }),
    breaks: ['roles.helpdesk-tenant-wide'],
    found: ['clerk: Password Administrator, scope / (eligible)'],
  },
  {
    wrong: 'a unit is gone',
    reading: inUnit('/administrativeUnits/unit-2'),
    breaks: ['roles.unit-scope'],
    found: [
      'unit-operator: Authentication Administrator, scope /administrativeUnits/unit-2: no such administrative unit',
    ],
  },
  {
    wrong: 'a unit is empty',
    reading: {
      ...inUnit('/administrativeUnits/unit-1'),
      tenant: {
        ...inUnit('/administrativeUnits/unit-1').tenant,
        units: known([{ id: 'unit-1', displayName: 'Unit', peopled: false }]),
      },
    },
    breaks: ['roles.unit-scope'],
    found: [
      'unit-operator: Authentication Administrator, scope /administrativeUnits/unit-1: nobody is in the administrative unit',
    ],
  },
  {
    wrong: 'operators reach further than the site says',
    reading: tenant({}),
    settings: { roles: { separated: [], operatorScopes: ['/administrativeUnits/unit-1'] } },
    breaks: ['roles.unit-scope'],
    found: [
      'operator: Authentication Administrator, scope /: outside of policy.operatorScopes',
      'approver: Privileged Authentication Administrator, scope /: outside of policy.operatorScopes',
    ],
  },
  {
    wrong: 'nobody sets the method up',
    reading: withoutRole(watched.authenticationPolicyAdministrator),
    breaks: ['roles.assigned'],
    found: [
      'Authentication Policy Administrator: nobody',
      'Privileged Authentication Administrator: approver',
      'Authentication Administrator: operator',
      'Security Reader: supervisor',
      'Privileged Role Administrator: role-admin',
    ],
  },
  {
    wrong: 'the only reviewer is an operator',
    reading: tenant({
      grants: known([
        ...healthyGrants.filter(({ roleId }) => roleId !== watched.securityReader),
        grant('operator', watched.securityReader),
      ]),
    }),
    breaks: ['roles.reviewer'],
    found: ['nobody'],
  },
];

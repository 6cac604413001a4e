import type { CastMember } from './cast-member.ts';
import { FEDERATED_DOMAIN } from '../tenant/domains.ts';

/** People whom something keeps from one way of registering or another, each by one thing. */
export const blocked: readonly CastMember[] = [
  {
    part: 'no-passkeys',
    name: ['Nora', 'Nokey'],
    employeeId: '10000901',
    jobTitle: 'Cashier',
    department: 'Restaurants',
    look: { mark: 'stop', top: 'apron' },
  },
  {
    part: 'no-authenticator',
    name: ['Noel', 'Noapp'],
    employeeId: '10000902',
    jobTitle: 'Cashier',
    department: 'Restaurants',
    look: { mark: 'stop', top: 'apron' },
  },
  {
    part: 'forced-registration',
    name: ['Fiona', 'Forced'],
    employeeId: '10000903',
    jobTitle: 'Waiter',
    department: 'Restaurants',
    look: { mark: 'clock', top: 'apron' },
  },
  {
    part: 'registration-blocked',
    name: ['Bea', 'Blocked'],
    employeeId: '10000904',
    jobTitle: 'Waiter',
    department: 'Restaurants',
    look: { mark: 'stop', top: 'apron' },
  },
  {
    part: 'registration-locked',
    name: ['Luca', 'Locked'],
    employeeId: '10000905',
    jobTitle: 'Baker',
    department: 'Restaurants',
    look: { mark: 'stop', top: 'apron' },
  },
  {
    part: 'registration-managed',
    name: ['Mona', 'Managed'],
    employeeId: '10000906',
    jobTitle: 'Baker',
    department: 'Restaurants',
    look: { mark: 'glass', top: 'apron' },
  },
  {
    part: 'federated',
    name: ['Fred', 'Federated'],
    employeeId: '10000907',
    jobTitle: 'Clerk',
    department: 'Restaurants',
    account: {
      userPrincipalName: `fred.federated@${FEDERATED_DOMAIN}`,
      mail: `fred.federated@${FEDERATED_DOMAIN}`,
    },
    look: { mark: 'glass', top: 'apron' },
  },
];

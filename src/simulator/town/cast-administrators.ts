import type { CastMember } from './cast-member.ts';

const technology = 'Information technology';

/** People who set the tenant up, each with one narrow role, and the second person of the privileged path. */
export const administrators: readonly CastMember[] = [
  {
    part: 'privileged-approver',
    name: ['Pia', 'Privapprover'],
    employeeId: '10000504',
    jobTitle: 'Head of security operations',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'check', top: 'blazer', topColor: '#4b2e63' },
  },
  {
    part: 'authentication-policy-admin',
    name: ['Aino', 'Authpolicy'],
    employeeId: '10000511',
    jobTitle: 'Authentication engineer',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'star', top: 'shirt', hairStyle: 'bun' },
  },
  {
    part: 'conditional-access-admin',
    name: ['Cora', 'Conditional'],
    employeeId: '10000512',
    jobTitle: 'Access engineer',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'star', top: 'hoodie', topColor: '#2f7f7f' },
  },
  {
    part: 'privileged-role-admin',
    name: ['Priya', 'Privrole'],
    employeeId: '10000513',
    jobTitle: 'Role administrator',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'star', top: 'tie', hairStyle: 'long' },
  },
  {
    part: 'groups-admin',
    name: ['Gita', 'Groups'],
    employeeId: '10000514',
    jobTitle: 'Directory clerk',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'star', top: 'vest', hairStyle: 'curly' },
  },
  {
    part: 'application-admin',
    name: ['Arne', 'Application'],
    employeeId: '10000515',
    jobTitle: 'Application engineer',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'star', top: 'blazer', hairStyle: 'short' },
  },
];

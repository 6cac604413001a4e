import type { Look, Person } from '../tenant/model.ts';

/** One line of the cast: what makes this person different from an ordinary enabled employee. */
export interface CastMember {
  readonly part: string;
  readonly name: readonly [given: string, surname: string];
  readonly employeeId: string | null;
  readonly jobTitle: string;
  readonly department: string;
  readonly signsInByPassword?: true;
  readonly look: Partial<Look> & Pick<Look, 'mark'>;
  readonly account?: Partial<
    Pick<
      Person,
      | 'accountEnabled'
      | 'userType'
      | 'creationType'
      | 'externalUserState'
      | 'isManagementRestricted'
      | 'onPremisesSyncEnabled'
      | 'userPrincipalName'
      | 'mail'
    >
  >;
  /** What is registered before the simulation begins, besides the password. */
  readonly has?: readonly ('authenticator' | 'old-key' | 'phone')[];
}

const warehouse = 'Warehouse';
const kitchen = 'Restaurants';
const desk = 'Enrollment desk';
const technology = 'Information technology';

/** Everybody with a part to play. Names say the part; nobody of them exists. */
export const cast: readonly CastMember[] = [
  {
    part: 'new-hire',
    name: ['Nadia', 'Newhire'],
    employeeId: '10000123',
    jobTitle: 'Warehouse associate',
    department: warehouse,
    look: { mark: 'new', top: 'hoodie', hairStyle: 'long' },
  },
  {
    part: 'new-hire-2',
    name: ['Hank', 'Hardhat'],
    employeeId: '10000124',
    jobTitle: 'Maintenance fitter',
    department: 'Shop floor',
    look: { mark: 'new', hat: 'hard-hat', top: 'vest', topColor: '#f08a24' },
  },
  {
    part: 'new-hire-3',
    name: ['Carla', 'Cook'],
    employeeId: '10000125',
    jobTitle: 'Line cook',
    department: kitchen,
    look: { mark: 'new', hat: 'chef', top: 'apron' },
  },
  {
    part: 'lost-phone',
    name: ['Leo', 'Lostphone'],
    employeeId: '10000201',
    jobTitle: 'Forklift driver',
    department: warehouse,
    signsInByPassword: true,
    has: ['authenticator', 'phone'],
    look: { mark: 'phone', top: 'vest', hat: 'cap' },
  },
  {
    part: 're-registration',
    name: ['Rhea', 'Reregister'],
    employeeId: '10000202',
    jobTitle: 'Quality inspector',
    department: 'Shop floor',
    signsInByPassword: true,
    has: ['old-key', 'authenticator'],
    look: { mark: 'key', top: 'shirt', hairStyle: 'bun' },
  },
  {
    part: 'walk-away',
    name: ['Walt', 'Walkaway'],
    employeeId: '10000203',
    jobTitle: 'Delivery driver',
    department: warehouse,
    look: { mark: 'clock', top: 'hoodie', hat: 'cap', topColor: '#3f6d4e' },
  },
  {
    part: 'already-member',
    name: ['Mia', 'Member'],
    employeeId: '10000204',
    jobTitle: 'Seasonal associate',
    department: warehouse,
    look: { mark: 'check', top: 'hoodie', hairStyle: 'curly' },
  },
  {
    part: 'restaurant-manager',
    name: ['Rita', 'Restaurant'],
    employeeId: '10000301',
    jobTitle: 'Restaurant manager',
    department: kitchen,
    signsInByPassword: true,
    look: { mark: 'star', top: 'apron', topColor: '#8c2f39', hairStyle: 'bun' },
  },
  {
    part: 'operator',
    name: ['Olga', 'Operator'],
    employeeId: '10000401',
    jobTitle: 'Desk operator',
    department: desk,
    signsInByPassword: true,
    look: { mark: 'check', hat: 'headset', top: 'blazer' },
  },
  {
    part: 'operator-2',
    name: ['Oscar', 'Operator'],
    employeeId: '10000402',
    jobTitle: 'Desk operator',
    department: desk,
    signsInByPassword: true,
    look: { mark: 'check', hat: 'headset', top: 'tie' },
  },
  {
    part: 'unit-operator',
    name: ['Uma', 'Unit'],
    employeeId: '10000403',
    jobTitle: 'Desk operator, restaurants only',
    department: desk,
    signsInByPassword: true,
    look: { mark: 'check', hat: 'headset', top: 'apron' },
  },
  {
    part: 'privileged-operator',
    name: ['Petra', 'Privop'],
    employeeId: '10000404',
    jobTitle: 'Privileged desk operator',
    department: desk,
    signsInByPassword: true,
    look: { mark: 'star', hat: 'headset', top: 'blazer', topColor: '#4b2e63' },
  },
  {
    part: 'approver',
    name: ['Anton', 'Approver'],
    employeeId: '10000501',
    jobTitle: 'Shift lead',
    department: desk,
    signsInByPassword: true,
    look: { mark: 'check', top: 'tie', topColor: '#2f5d8c' },
  },
  {
    part: 'supervisor',
    name: ['Sofia', 'Supervisor'],
    employeeId: '10000502',
    jobTitle: 'Security supervisor',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'glass', top: 'blazer', hairStyle: 'short' },
  },
  {
    part: 'administrator',
    name: ['Ada', 'Administrator'],
    employeeId: '10000503',
    jobTitle: 'Identity administrator',
    department: technology,
    signsInByPassword: true,
    look: { mark: 'star', top: 'tie', hairStyle: 'curly' },
  },
  {
    part: 'privileged',
    name: ['Paula', 'Privileged'],
    employeeId: '10000601',
    jobTitle: 'Head of identity',
    department: technology,
    look: { mark: 'star', hat: 'crown', top: 'blazer' },
  },
  {
    part: 'eligible-admin',
    name: ['Elif', 'Eligible'],
    employeeId: '10000602',
    jobTitle: 'Cloud engineer',
    department: technology,
    look: { mark: 'star', top: 'shirt' },
  },
  {
    part: 'nested-group-admin',
    name: ['Nico', 'Nested'],
    employeeId: '10000603',
    jobTitle: 'Directory engineer',
    department: technology,
    look: { mark: 'star', top: 'hoodie' },
  },
  {
    part: 'group-owner-admin',
    name: ['Ola', 'Owner'],
    employeeId: '10000604',
    jobTitle: 'Team lead',
    department: technology,
    look: { mark: 'star', top: 'tie' },
  },
  {
    part: 'custom-role-admin',
    name: ['Cleo', 'Custom'],
    employeeId: '10000605',
    jobTitle: 'Helpdesk engineer',
    department: technology,
    look: { mark: 'star', top: 'vest' },
  },
  {
    part: 'restricted-unit-admin',
    name: ['Remy', 'Restricted'],
    employeeId: '10000606',
    jobTitle: 'Executive support',
    department: technology,
    look: { mark: 'star', top: 'blazer', hairStyle: 'none' },
  },
  {
    part: 'restricted-member',
    name: ['Mika', 'Managed'],
    employeeId: '10000607',
    jobTitle: 'Executive',
    department: 'Management',
    account: { isManagementRestricted: true },
    look: { mark: 'star', top: 'tie', topColor: '#303030' },
  },
  {
    part: 'guest',
    name: ['Gus', 'Guest'],
    employeeId: '10000701',
    jobTitle: 'Visiting contractor',
    department: 'Partner',
    account: {
      userType: 'Guest',
      creationType: 'Invitation',
      externalUserState: 'Accepted',
      userPrincipalName: 'gus_partner.example#EXT#@tapdesk.example',
      mail: 'gus@partner.example',
    },
    look: { mark: 'guest', top: 'shirt' },
  },
  {
    part: 'internal-guest',
    name: ['Ines', 'Internguest'],
    employeeId: '10000702',
    jobTitle: 'Consultant',
    department: 'Partner',
    account: { userType: 'Guest' },
    look: { mark: 'guest', top: 'blazer', hairStyle: 'long' },
  },
  {
    part: 'disabled',
    name: ['Dora', 'Disabled'],
    employeeId: '10000703',
    jobTitle: 'On leave',
    department: warehouse,
    account: { accountEnabled: false },
    look: { mark: 'stop', top: 'hoodie', topColor: '#777777' },
  },
  {
    part: 'break-glass',
    name: ['Bram', 'Breakglass'],
    employeeId: null,
    jobTitle: 'Emergency access account',
    department: technology,
    look: { mark: 'glass', top: 'shirt', topColor: '#a4161a', hairStyle: 'none' },
  },
  {
    part: 'break-glass-2',
    name: ['Berta', 'Breakglass'],
    employeeId: null,
    jobTitle: 'Emergency access account',
    department: technology,
    look: { mark: 'glass', top: 'shirt', topColor: '#a4161a' },
  },
  {
    part: 'shared-number-1',
    name: ['Sam', 'Shared'],
    employeeId: '10000777',
    jobTitle: 'Packer',
    department: warehouse,
    look: { mark: 'none', top: 'vest' },
  },
  {
    part: 'shared-number-2',
    name: ['Sima', 'Shared'],
    employeeId: '10000777',
    jobTitle: 'Packer',
    department: warehouse,
    look: { mark: 'none', top: 'vest', hairStyle: 'long' },
  },
  {
    part: 'synced',
    name: ['Sven', 'Synced'],
    employeeId: '10000801',
    jobTitle: 'Accountant',
    department: 'Finance',
    account: { onPremisesSyncEnabled: true },
    look: { mark: 'none', top: 'tie' },
  },
  {
    part: 'no-photo',
    name: ['Faye', 'Faceless'],
    employeeId: '10000802',
    jobTitle: 'Temporary worker',
    department: warehouse,
    look: { mark: 'none' },
  },
];

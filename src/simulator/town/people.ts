import { DOMAIN, guidOf } from '../tenant/ids.ts';
import type { Look, Method, Person } from '../tenant/model.ts';
import { cast } from './cast.ts';
import type { CastMember } from './cast-member.ts';

const CREATED = '2026-01-05T08:00:00Z';
const skins = ['#f2c9a5', '#d9a066', '#8d5524', '#c68642', '#ffdbac', '#5c3a21'];
const hairs = ['#2b1d14', '#7a4a21', '#b5651d', '#d8b365', '#777777', '#1b1b1b'];
const styles = ['short', 'long', 'bun', 'curly'] as const;
const backgrounds = ['#dce8f2', '#f3e6d8', '#e0eddc', '#ece2f0', '#f6e3e3', '#e3e9ec'];
const tops = ['#35618f', '#5b7f4f', '#8c5a2f', '#6b4f8a', '#a34a4a', '#2f7f7f'];

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], number: number, fallback: T): T =>
  list[number % list.length] ?? fallback;

/** A number that a name always gives, so that everybody looks the same in every simulation. */
function numberOf(name: string, salt: string): number {
  return Number.parseInt(guidOf(`${salt} ${name}`).slice(0, 6), 16);
}

function lookOf(name: string, wanted: Partial<Look>): Look {
  return {
    skin: pick(skins, numberOf(name, 'skin'), '#d9a066'),
    hair: pick(hairs, numberOf(name, 'hair'), '#2b1d14'),
    hairStyle: pick(styles, numberOf(name, 'style'), 'short'),
    hat: 'none',
    top: 'shirt',
    topColor: pick(tops, numberOf(name, 'top'), '#35618f'),
    background: pick(backgrounds, numberOf(name, 'background'), '#dce8f2'),
    mark: 'none',
    ...wanted,
  };
}

function personOf(member: CastMember): Person {
  const [givenName, surname] = member.name;
  const address = `${givenName}.${surname}@${DOMAIN}`.toLowerCase();
  return {
    id: guidOf(`person ${member.part}`),
    part: member.part,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    userPrincipalName: address,
    mail: address,
    employeeId: member.employeeId,
    employeeType: 'Employee',
    department: member.department,
    jobTitle: member.jobTitle,
    accountEnabled: true,
    userType: 'Member',
    creationType: null,
    externalUserState: null,
    isManagementRestricted: null,
    onPremisesSyncEnabled: null,
    extensionAttributes: {},
    directoryExtensions: {},
    securityAttributes: {},
    createdDateTime: CREATED,
    sessionsValidFrom: Date.parse(CREATED),
    passwordChangedAt: Date.parse(CREATED),
    password: member.signsInByPassword === true ? `simulated-${member.part}` : null,
    look: member.part === 'no-photo' ? null : lookOf(givenName + surname, member.look),
    ...member.account,
  };
}

/** Generated people without a part: number 1 is `walker0001`, and so on. */
function walkOn(number: number): Person {
  const padded = String(number).padStart(4, '0');
  return personOf({
    part: `walker-${padded}`,
    name: ['Walker', `Number${padded}`],
    employeeId: String(20_000_000 + number),
    jobTitle: 'Associate',
    department: number % 2 === 0 ? 'Warehouse' : 'Restaurants',
    look: { mark: 'none' },
  });
}

/** The cast, then `extra` generated people. */
export function populate(extra: number): readonly Person[] {
  return [...cast.map(personOf), ...Array.from({ length: extra }, (_, index) => walkOn(index + 1))];
}

/** Entra gives every password method this id. */
const PASSWORD_METHOD_ID = '28c10230-6103-485e-b985-444c60001490';

const belongings = new Map(cast.map((member) => [member.part, member.has ?? []]));

/** What a person had registered before the simulation began. */
export function firstMethods(person: Person): readonly Method[] {
  const had = belongings.get(person.part) ?? [];
  const earlier = Date.parse('2025-11-03T09:12:00Z');
  // Graph documents a time for it, "currently not populated".
  const methods: Method[] = [{ kind: 'password', id: PASSWORD_METHOD_ID, createdAt: null }];
  if (had.includes('authenticator')) {
    methods.push({
      kind: 'authenticator',
      id: guidOf(`authenticator ${person.part}`),
      createdAt: null,
      displayName: 'Old phone',
      deviceTag: 'SoftwareTokenActivated',
      phoneAppVersion: '6.2510.1',
    });
  }
  if (had.includes('phone')) {
    methods.push({
      kind: 'phone',
      id: '3179e48a-750b-4051-897c-87b9720928f7',
      createdAt: null,
      phoneNumber: '+1 5550100123',
      phoneType: 'mobile',
    });
  }
  if (had.includes('old-key')) {
    methods.push({
      kind: 'fido2',
      id: Buffer.from(guidOf(`key ${person.part}`)).toString('base64url'),
      createdAt: earlier,
      displayName: 'Old security key',
      aaGuid: '00000000-0000-0000-0000-000000000000',
      model: 'Security key',
      attestationLevel: 'notAttested',
      passkeyType: 'deviceBound',
      credential: null,
    });
  }
  return methods;
}

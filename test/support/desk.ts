import { randomBytes } from 'node:crypto';
import { fakeKeyOptions } from './fake-directory.ts';
import {
  createDesk,
  type Desk,
  type DeskPorts,
  type DeskSettings,
  type OpenTenant,
} from '../../src/main/desk/index.ts';
import {
  mappingConfig,
  type BadgeEvent,
  type BadgeLists,
  type BadgeRead,
  type BadgeReader,
} from '../../src/main/badge/index.ts';
import type { ConsoleData } from '../../src/main/console/index.ts';
import type { Directory, OperatorFacts, Person } from '../../src/main/directory/index.ts';
import type {
  ApprovalView,
  BadgeOnRecord,
  CardNews,
  Enrollment,
  EnrollmentEvent,
  Enrollments,
  EnrollmentView,
} from '../../src/main/enrollment/index.ts';
import { describePolicy, policyConfig, type Decision } from '../../src/main/policy/index.ts';
import { proofingSettings } from '../../src/main/policy/proofing-settings.ts';
import { createPinKeeper } from '../../src/main/identity/index.ts';
import type { EntryBody } from '../../src/main/journal/index.ts';
import { authenticationAdministrator, personLike, role } from './directory-objects.ts';
import { createHandClock } from './hand-clock.ts';
import { createScriptedGuest } from './scripted-guest.ts';
import { storedLike } from './stored.ts';
import type { Channel, Push, RequestOf, Result, Snapshot } from '../../src/shared/index.ts';
import { pushes, Secret, snapshot as snapshotSchema } from '../../src/shared/index.ts';

export { createHandClock } from './hand-clock.ts';

export const person = personLike({
  displayName: 'Enrollee One',
  givenName: 'Enrollee',
  userPrincipalName: 'enrollee@tapdesk.example',
  employeeId: '10000001',
});

const operator: OperatorFacts = {
  id: 'operator-1',
  displayName: 'Operator One',
  userPrincipalName: 'operator@tapdesk.example',
  roles: { known: true, value: [role(authenticationAdministrator)] },
};

export const approver: OperatorFacts = {
  ...operator,
  id: 'approver-1',
  displayName: 'Approver One',
  userPrincipalName: 'approver@tapdesk.example',
};

export const settings: DeskSettings = {
  site: {
    name: 'Site',
    station: 'Desk',
    accent: null,
    helpContact: 'the desk',
    notMeContact: 'security',
    helpAddress: 'https://help.example/sign-in',
    sounds: false,
    prints: false,
  },
  simulated: true,
  hold: { legalHold: null, legalHoldLifted: null },
  notForRelease: false,
  postureEveryMinutes: 60,
  waivedChecks: 0,
  language: 'en',
  proofing: proofingSettings.parse({}),
  badgeFormat: { suffix: 'enter', layout: 'plain', digits: 'decimal' },
  badgeFormatLocked: false,
  cardPresence: policyConfig.parse({}).cardPresence,
  policy: describePolicy(policyConfig.parse({})),
  issuingRoleIds: [authenticationAdministrator],
  roleEndWarningMinutes: 30,
  groupNames: { 'new-hire': 'On', 'lost-phone': 'Re', 're-registration': 'Re', privileged: 'Pr' },
  phone: {
    guestNetwork: { en: 'Use the network Guest', de: 'Nehmen Sie das Netz Gast' },
    stores: { ios: 'https://store.example/ios', android: 'https://store.example/android?id=app' },
    securityInfo: { address: 'https://localhost:1/security-info', short: 'short.example/info' },
    password: { address: 'https://localhost:1/security-info/password', short: null },
    looksEvery: 5,
    passkeyReachable: true,
  },
  securityInfoUrl: 'https://localhost:1/security-info?login_hint={login_hint}',
  passwordUrl: 'https://localhost:1/security-info/password?login_hint={login_hint}',
  passwordChange: 'not-asked',
  signInHost: 'localhost:1',
  authenticationContext: null,
  contextFor: 'every-method',
  visibleSeconds: 60,
  walkAwaySeconds: { approving: 60, reveal: 60, register: 180, phone: 600, retest: 180 },
  approvalSeconds: 300,
  doneSeconds: 30,
  clockSkewSeconds: 120,
  signInSeconds: 300,
  onScreenKeyboard: 'auto',
  operatorPin: null,
  supervisorRoleIds: ['5d6b6bb7-de71-4623-b4af-96380a352509'],
};

/** A site without a table, and without a lost badge. */
export const noLists: BadgeLists = {
  personOf: () => null,
  isLost: () => false,
  states: () => [],
  takeRequests: () => undefined,
};

/** Allowed, with every way but the one that is not built in. */
export const decision: Decision = {
  verdict: 'allow',
  reasons: [],
  needs: [],
  path: 'standard',
  ways: [
    { way: 'security-key-here', closed: null },
    { way: 'passkey-on-phone', closed: null },
    { way: 'provisioned-key', closed: { code: 'not-allowed-here', params: {} } },
    { way: 'authenticator-on-phone', closed: null },
  ],
  groupId: null,
  lifetimeMinutes: 60,
  ruleSet: 'rules',
};

/** Nobody is asked. */
export const noApproval: ApprovalView = {
  fingerprint: null,
  needs: [],
  given: [],
  candidate: null,
  turnedAway: null,
  changed: [],
  refusal: null,
};

/** An enrollment whose place the test moves. */
export const createScriptedEnrollment = () => {
  let view: EnrollmentView = {
    id: 'enrollment-1',
    recordNumber: 'R-1',
    at: 'scenario',
    person,
    badgeStrength: 'identifier',
    startedAt: 0,
    scenario: null,
    proofing: null,
    question: null,
    facts: null,
    decision,
    approval: noApproval,
    lostMethodIds: [],
    way: null,
    passExpiresAt: null,
    unexpected: null,
    found: null,
    notice: null,
    why: null,
    trouble: null,
    password: 'not-asked',
    retested: null,
    undone: [],
    notUndone: [],
    left: [],
    endedAt: null,
  };
  const listeners = new Set<(view: EnrollmentView) => void>();
  const sent: EnrollmentEvent[] = [];
  const changes: CardNews[] = [];
  let pass: Secret | null = null;
  let reaction: (event: EnrollmentEvent) => Partial<EnrollmentView> | null = () => null;
  const move = (patch: Partial<EnrollmentView>): void => {
    view = { ...view, ...patch };
    for (const listener of listeners) listener(view);
  };
  const enrollment: Enrollment = {
    view: () => view,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (event) => {
      sent.push(event);
      const patch = reaction(event);
      if (patch !== null) move(patch);
      return true;
    },
    cardChanged: (news) => {
      changes.push(news);
      return true;
    },
    pass: () => pass,
    ended: Promise.resolve('stopped'),
  };
  return {
    enrollment,
    sent,
    changes,
    move,
    /** What becomes of the place with an event. */
    react: (how: typeof reaction) => {
      reaction = how;
    },
    givePass: (text: string) => {
      pass = Secret.of(text);
    },
  };
};

type Found = readonly Person[] | Error;

const unused = (): Promise<never> => Promise.reject(new Error('the desk itself does not ask this'));

/** A directory of which the desk itself uses three calls; the rest is the enrollment's, which is scripted here. */
const deskDirectory = (found: () => Found): Directory => ({
  findPeople: () => {
    const answer = found();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  },
  readPerson: unused,
  readPhoto: () => Promise.resolve(null),
  readOperator: () =>
    Promise.resolve({ value: operator, trace: { correlationId: 'c', requestId: 'r', serverTime: null } }),
  readApprover: unused,
  readFacts: unused,
  readSignIns: unused,
  listMethods: unused,
  readPasswordChange: unused,
  listPasses: unused,
  createPass: unused,
  deletePass: unused,
  joinGroup: unused,
  leaveGroup: unused,
  isDirectMember: unused,
  readKeyOptions: () => Promise.resolve(fakeKeyOptions),
  addKey: unused,
  removeMethod: unused,
  revokeSignInSessions: unused,
  findGroups: unused,
});

export interface DeskAtHand {
  readonly desk: Desk;
  readonly ports: DeskPorts;
  readonly clock: ReturnType<typeof createHandClock>;
  readonly script: ReturnType<typeof createScriptedEnrollment>;
  readonly guest: ReturnType<typeof createScriptedGuest>;
  readonly pushed: { readonly name: Push; readonly message: unknown }[];
  readonly journaled: string[];
  readonly written: readonly EntryBody[];
  /** Personal values of the entries, in their order. */
  readonly personal: readonly Readonly<Record<string, string>>[];
  readonly begunWith: readonly BadgeOnRecord[];
  readonly logged: readonly unknown[];
  readonly snapshot: () => Snapshot;
  readonly call: <C extends Channel>(channel: C, request: RequestOf<C>) => Promise<Result<unknown>>;
  readonly badge: (event: BadgeEvent) => Promise<void>;
  readonly find: (found: Found) => void;
  /** Lets everything that waits only for other promises go on. */
  readonly settle: () => Promise<void>;
}

/** A console with nothing in it. */
export const emptyConsole: ConsoleData = {
  today: () => Promise.resolve({ of: 'today', enrollments: [], hold: null }),
  alerts: () => Promise.resolve({ of: 'alerts', alerts: [], lookedAt: null, trouble: 'no-reader' }),
  reviews: () => Promise.resolve({ of: 'reviews', due: [] }),
  charts: unused,
  journal: ({ text }) => Promise.resolve({ of: 'journal', text, entries: [], before: null, exported: null }),
  fleet: null,
  record: () => Promise.resolve(null),
  acknowledge: () => Promise.resolve('gone'),
  review: () => Promise.resolve('gone'),
  exportJournal: unused,
  look: () => Promise.resolve(),
};

type Change = Partial<DeskPorts> & {
  readonly recover?: Enrollments['recover'];
  readonly checkPosture?: OpenTenant['checkPosture'];
  readonly readApprover?: Directory['readApprover'];
};

/** A desk on scripted neighbours; everything that it pushes is held against the contract. */
export const createDeskAtHand = ({
  recover,
  checkPosture,
  readApprover,
  ...change
}: Change = {}): DeskAtHand => {
  const clock = createHandClock();
  const script = createScriptedEnrollment();
  const guest = createScriptedGuest();
  const pushed: { name: Push; message: unknown }[] = [];
  const journaled: string[] = [];
  const written: EntryBody[] = [];
  const personal: Readonly<Record<string, string>>[] = [];
  const begunWith: BadgeOnRecord[] = [];
  const logged: unknown[] = [];
  let found: Found = [person];
  let toReader: (event: BadgeEvent) => void = () => undefined;
  const reader: BadgeReader = {
    listen: (listener) => {
      toReader = listener;
      return () => undefined;
    },
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const account = {
    id: 'operator-1',
    tenantId: null,
    userPrincipalName: operator.userPrincipalName,
    displayName: operator.displayName,
  };
  const ports: DeskPorts = {
    settings,
    clock,
    pin: createPinKeeper((count) => randomBytes(count)),
    identity: {
      signInOperator: () =>
        Promise.resolve({
          account,
          accessToken: () => Promise.resolve('token'),
          signOut: () => Promise.resolve(),
        }),
      signInSecond: () => Promise.reject(new Error('nobody else signs in here')),
      proveSignIn: () =>
        Promise.resolve({ account: { ...account, id: person.id }, authenticationContext: null, issuedAt: 0 }),
    },
    journal: {
      append: (body, values = {}) => {
        journaled.push(body.type);
        written.push(body);
        personal.push(values);
        return storedLike(body, { station: 'desk' });
      },
      read: () => [],
      ofEnrollment: () => [],
      ofType: () => [],
      openEnrollments: () => [],
      missingUntil: () => null,
      verify: () => ({ ok: true, entries: 0, head: '' }),
      examine: () => Promise.resolve(),
      damage: () => null,
      operators: () => new Set(),
      acknowledge: () => undefined,
      checkpoint: () => undefined,
      close: () => undefined,
    },
    log: loggingInto(logged),
    newId: () => 'id',
    openTenant: () =>
      Promise.resolve({
        directory: { ...deskDirectory(() => found), ...(readApprover === undefined ? {} : { readApprover }) },
        enrollments: {
          begin: ({ badge }) => {
            begunWith.push(badge);
            return script.enrollment;
          },
          recover: recover ?? (() => Promise.resolve([])),
          earlierPasses: () => [],
          proveRetests: () => Promise.resolve(null),
          today: () => ({ done: 1, refused: 0, stopped: 0, medianMinutes: 4 }),
        },
        checkPosture:
          checkPosture ?? (() => Promise.resolve({ at: clock.now(), readBy: 'operator', results: [] })),
      }),
    askSupervisor: () => Promise.reject(new Error('nobody else signs in here')),
    consoleData: emptyConsole,
    approver: { scopes: ['scope'], read: () => Promise.resolve(approver) },
    probeTenant: () => Promise.resolve({ serverTime: clock.now() }),
    inspectStation: () => Promise.resolve(null),
    badges: { mapping: mappingConfig.parse({}), lists: noLists, hash: () => 'b'.repeat(64) },
    enrolling: () => undefined,
    updateWaits: () => false,
    readers: { watch: null, useFormat: () => undefined, saveFormat: () => null },
    readTyped: (text) => ({
      kind: 'read',
      reader: 'keyboard',
      technology: 'typed',
      strength: 'typed',
      identifier: { kind: 'number', value: text, facility: null },
      proof: null,
      at: 0,
    }),
    openGuest: () => Promise.resolve(guest.guest),
    printLeaveBehind: null,
    ledger: null,
    elsewhere: null,
    makeKey: () => Promise.resolve({ made: null, because: 'not-made' }),
    push: (name, message) => {
      pushed.push({ name, message: pushes[name].parse(message) });
    },
    ...change,
  };
  const desk = createDesk(ports, [reader]);
  return {
    desk,
    ports,
    clock,
    script,
    guest,
    pushed,
    journaled,
    written,
    personal,
    begunWith,
    logged,
    snapshot: () => {
      const answer = desk.handlers['desk.get-snapshot']({});
      if (answer instanceof Promise || !answer.ok) throw new Error('no snapshot');
      return snapshotSchema.parse(answer.value);
    },
    call: async (channel, request) => {
      const answer = await desk.handlers[channel](request);
      await settle();
      return answer;
    },
    badge: async (event) => {
      toReader(event);
      await settle();
    },
    find: (answer) => {
      found = answer;
    },
    settle,
  };
};

const loggingInto = (lines: unknown[]): DeskPorts['log'] => {
  const write = (...line: unknown[]): void => void lines.push(line);
  const log: DeskPorts['log'] = { info: write, warn: write, error: write, module: () => log };
  return log;
};

/** Opens the desk as an operator does. */
export const openDesk = async (hand: DeskAtHand): Promise<void> => {
  await hand.desk.start();
  await hand.call('operator.sign-in', {});
};

export const read: BadgeRead = {
  kind: 'read',
  reader: 'wedge',
  technology: 'wedge',
  strength: 'identifier',
  identifier: { kind: 'number', value: '10000001', facility: null },
  proof: null,
  at: 0,
};

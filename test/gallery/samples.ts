import type {
  GuestOnScreen,
  MethodLabel,
  OfferedWay,
  Screen,
  Snapshot,
  Stage,
} from '../../src/shared/index.ts';
import portrait from './portrait.png?inline';
import { approvalSamples } from './samples-approval.ts';
import { consoleSamples } from './samples-console.ts';
import { closedSamples } from './samples-closed.ts';
import { passwordSamples } from './samples-password.ts';
import { phoneSamples } from './samples-phone.ts';
import { registerSamples } from './samples-register.ts';
import { readerSamples } from './samples-readers.ts';
import { postureSamples } from './samples-posture.ts';
import { policySamples } from './samples-policy.ts';
import { proofSamples } from './samples-proof.ts';

/** One screen as the gallery shows it, beside what the desk adds around it. */
export interface Sample {
  readonly screen: Screen;
  readonly stage: Stage | null;
  readonly countdown?: Snapshot['countdown'];
  readonly problem?: Snapshot['problem'];
  readonly waivedChecks?: number;
  readonly approvalsElsewhere?: number;
  readonly keyboard?: Snapshot['keyboard'];
  readonly instructions?: Snapshot['instructions'];
}

const person = {
  displayName: 'Nia Newcomer',
  givenName: 'Nia',
  jobTitle: 'Line cook',
  department: 'Harbour Restaurant',
  employeeId: '100237',
  userPrincipalName: 'nia.newcomer@example.test',
  photoPending: false,
  // A drawn face: a photo of nobody.
  photo: portrait,
} as const;

const done: NonNullable<Snapshot['instructions']> = [
  { id: 'sign-in', done: true },
  { id: 'register', done: true },
  { id: 'test', done: true },
];
const key: MethodLabel = { id: 'm1', kind: 'security-key', name: 'Blue key' };
const guest: GuestOnScreen = { host: 'login.example.test', secure: true, state: 'ready' };

const reason = (code: string, effect: 'allows' | 'refuses' | 'needs-approval', params = {}) => ({
  code,
  effect,
  params,
  source: 'Zero trust guide 2.1',
});

const ways: OfferedWay[] = [
  { way: 'security-key-here', closed: null },
  { way: 'passkey-on-phone', closed: null },
  {
    way: 'authenticator-on-phone',
    closed: { code: 'person-not-included', params: { method: 'Microsoft Authenticator' } },
  },
  { way: 'provisioned-key', closed: { code: 'not-allowed-here', params: {} } },
];

const operatorSamples = {
  ...closedSamples,
  'operator-signing-in': { stage: null, screen: { kind: 'operator/signing-in', who: 'operator', guest } },
  'operator-signing-in-supervisor': {
    stage: null,
    screen: { kind: 'operator/signing-in', who: 'supervisor', guest },
  },
  'operator-ready': {
    stage: null,
    screen: {
      kind: 'operator/ready',
      operatorName: 'Otto Operator',
      today: { done: 12, refused: 1, stopped: 2, medianMinutes: 7.4 },
      posture: { fine: 61, of: 63 },
      left: [],
      warnings: [],
    },
  },
  'operator-ready-keyboard': {
    stage: null,
    keyboard: 'shown',
    screen: {
      kind: 'operator/ready',
      operatorName: 'Otto Operator',
      today: { done: 12, refused: 1, stopped: 2, medianMinutes: 7.4 },
      posture: { fine: 61, of: 63 },
      left: [],
      warnings: [],
    },
  },
  'operator-ready-warnings': {
    stage: null,
    approvalsElsewhere: 2,
    screen: {
      kind: 'operator/ready',
      operatorName: 'Otto Operator',
      today: { done: 12, refused: 1, stopped: 2, medianMinutes: 7.4 },
      posture: { fine: 61, of: 63 },
      left: [],
      warnings: [
        { of: 'role-ends-soon', role: 'Privileged Authentication Administrator', minutes: 12 },
        { of: 'training-ends-soon', until: '2026-12-01' },
        { of: 'ledger-away', entries: 214, minutes: 47 },
      ],
    },
  },
  'operator-ready-left': {
    stage: null,
    screen: {
      kind: 'operator/ready',
      operatorName: 'Otto Operator',
      today: { done: 12, refused: 1, stopped: 2, medianMinutes: 7.4 },
      posture: { fine: 61, of: 63 },
      left: [
        {
          item: 'pass',
          recordNumber: 'TD-2026-0049',
          person: 'Nia Newhire (nia.newhire@tapdesk.example)',
          id: '5f8a1c52-0000-4000-8000-000000000000',
          endsBySelfAt: '2026-11-22T10:15:00Z',
        },
      ],
      warnings: [],
    },
  },
  'operator-working': { stage: 'pass', screen: { kind: 'operator/working', work: 'waiting-for-pass' } },
  ...policySamples,
  ...proofSamples(person),
  'operator-scenario': {
    stage: 'check',
    screen: { kind: 'operator/scenario', person, scenarios: ['new-hire', 'lost-phone', 're-registration'] },
  },
  'operator-lost-method': {
    stage: 'check',
    screen: {
      kind: 'operator/lost-method',
      person,
      methods: [
        {
          id: 'a',
          kind: 'authenticator',
          name: 'Pixel 8',
          model: null,
          createdAt: null,
          lastUsedAt: '2026-11-20T16:02:00Z',
        },
        {
          id: 'b',
          kind: 'security-key',
          name: 'Blue key',
          model: 'Security key NFC',
          createdAt: '2025-11-03T09:12:00Z',
          lastUsedAt: null,
        },
      ],
    },
  },
  'operator-decide-allow': {
    stage: 'check',
    screen: {
      kind: 'operator/decide',
      person,
      verdict: 'allow',
      reasons: [
        reason('scenario.proven', 'allows'),
        reason('account.enabled', 'allows'),
        reason('account.internal', 'allows'),
        reason('account.not-operator', 'allows'),
        reason('privileged.none', 'allows'),
        reason('account.no-emergency-access', 'allows'),
        reason('enrollment.none-unresolved', 'allows'),
        reason('pass.none-live', 'allows'),
        reason('operator.holds-role', 'allows', { role: 'Authentication Administrator' }),
        reason('operator.separated', 'allows'),
        reason('pass-policy.reaches', 'allows'),
        reason('lifetime.within-tenant-range', 'allows', { minutes: 60, minimum: 30, maximum: 60 }),
        reason('lifetime.within-baseline', 'allows', { minutes: 60, minimum: 30, maximum: 60 }),
        reason('one-time.asked', 'allows'),
        reason('group.fit', 'allows', { group: 'TAP-Standard-NewHire' }),
      ],
      scenario: 'new-hire',
      path: 'standard',
      lifetimeMinutes: 60,
      groupName: 'TAP-Standard-NewHire',
      ruleSet: 'first-1a2b3c4d',
      ways,
      warnings: [],
    },
  },
  'operator-decide-approve': {
    stage: 'check',
    screen: {
      kind: 'operator/decide',
      person,
      verdict: 'approve',
      reasons: [reason('account.enabled', 'allows'), reason('something.new', 'needs-approval')],
      scenario: 're-registration',
      path: 'privileged',
      lifetimeMinutes: 30,
      groupName: 'TAP-ReRegistration',
      ruleSet: 'first-1a2b3c4d',
      ways,
      warnings: [{ of: 'role-ends-soon', role: 'Authentication Administrator', minutes: 9 }],
    },
  },
  'operator-decide-refuse': {
    stage: 'check',
    screen: {
      kind: 'operator/decide',
      person,
      verdict: 'refuse',
      reasons: [
        reason('privileged.role', 'refuses', { role: 'Global Reader' }),
        reason('pass.someone-elses', 'refuses'),
      ],
      scenario: 'new-hire',
      path: 'standard',
      lifetimeMinutes: 60,
      groupName: 'TAP-Standard-NewHire',
      ruleSet: 'first-1a2b3c4d',
      ways,
      warnings: [],
    },
  },
  'operator-watch': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 2_734 },
    screen: {
      kind: 'operator/watch',
      person,
      at: 'register',
      way: 'passkey-on-phone',
      unexpected: null,
      phone: { step: 'allow-passkeys', number: 6, of: 7, help: true },
    },
  },
  'operator-done': {
    stage: 'done',
    screen: {
      kind: 'operator/done',
      recordNumber: 'TD-2026-0047',
      minutes: 6.8,
      method: key,
      password: 'not-asked',
      cleaned: ['pass', 'membership', 'sessions', 'window'],
      proof: { freshSignIn: true, onPhone: false, authenticationContext: 'met', signInLog: 'pending' },
    },
  },
  'operator-refused-ways': {
    stage: 'done',
    screen: {
      kind: 'operator/refused',
      ways: [
        {
          way: 'security-key-here',
          closed: {
            code: 'registration-needs-other',
            params: { policy: 'Registration with a passkey alone' },
          },
        },
        {
          way: 'passkey-on-phone',
          closed: { code: 'not-known', params: { permission: 'Policy.Read.All' } },
        },
        { way: 'provisioned-key', closed: { code: 'not-allowed-here', params: {} } },
        { way: 'authenticator-on-phone', closed: { code: 'federated', params: { domain: 'own.example' } } },
      ],
      recordNumber: 'TD-2026-0049',
      reasons: [reason('ways.none-open', 'refuses')],
      refusal: null,
    },
  },
  'operator-refused': {
    stage: 'done',
    screen: {
      kind: 'operator/refused',
      ways: [],
      recordNumber: 'TD-2026-0048',
      reasons: [reason('privileged.role', 'refuses', { role: 'Global Reader' })],
      refusal: null,
    },
  },
  'operator-stopped': {
    stage: 'done',
    screen: {
      kind: 'operator/stopped',
      recordNumber: 'TD-2026-0049',
      why: {
        code: 'tenant.timeout',
        params: {},
        retryable: true,
        correlationId: '6f1c2a90-0000-4000-8000-000000000000',
      },
      undone: ['pass', 'window'],
      notUndone: ['membership'],
      left: [
        {
          item: 'membership',
          recordNumber: 'TD-2026-0049',
          person: 'Nia Newhire (nia.newhire@tapdesk.example)',
          id: '5f8a1c52-0000-4000-8000-000000000000',
          endsBySelfAt: null,
        },
      ],
    },
  },
} as const satisfies Record<string, Sample>;

const enrolleeSamples = {
  'enrollee-opens-soon': { stage: null, screen: { kind: 'enrollee/opens-soon' } },
  'enrollee-attract': { stage: null, screen: { kind: 'enrollee/attract' } },
  'enrollee-wait': { stage: 'check', screen: { kind: 'enrollee/wait', givenName: 'Nia', work: null } },
  'enrollee-wait-working': {
    stage: 'test',
    screen: { kind: 'enrollee/wait', givenName: 'Nia', work: 'ending-sessions' },
  },
  'enrollee-reveal': {
    stage: 'pass',
    countdown: { of: 'pass', secondsLeft: 3_562 },
    instructions: done.map((one) => ({ ...one, done: false })),
    screen: { kind: 'enrollee/reveal', givenName: 'Nia', visibleSecondsLeft: 60 },
  },
  'enrollee-choose-way': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_300 },
    screen: {
      kind: 'enrollee/choose-way',
      ways: ['security-key-here', 'passkey-on-phone', 'authenticator-on-phone'],
    },
  },
  'enrollee-register-code': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_240 },
    screen: {
      kind: 'enrollee/register',
      way: 'security-key-here',
      guest,
      step: 'enter-code',
      passAvailable: true,
      visibleSecondsLeft: 46,
    },
  },
  'enrollee-register-key': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_180 },
    problem: { code: 'guest.not-responding', params: {}, retryable: true, correlationId: null },
    screen: {
      kind: 'enrollee/register',
      way: 'security-key-here',
      guest: { ...guest, state: 'not-responding' },
      step: 'add-key',
      passAvailable: false,
      visibleSecondsLeft: 46,
    },
  },
  'enrollee-confirmed': {
    stage: 'register',
    screen: { kind: 'enrollee/confirmed', method: key, work: 'removing-pass' },
  },
  'enrollee-done': {
    stage: 'done',
    countdown: { of: 'return-to-start', secondsLeft: 27 },
    instructions: done,
    screen: {
      kind: 'enrollee/done',
      givenName: 'Nia',
      method: key,
      notMeContact: 'security, extension 911',
      scan: null,
      paper: null,
    },
  },
  'enrollee-done-with-square': {
    stage: 'done',
    instructions: done,
    screen: {
      kind: 'enrollee/done',
      givenName: 'Nia',
      method: key,
      notMeContact: 'security, extension 911',
      scan: { of: 'help', address: 'https://help.example.test/sign-in', short: null },
      paper: 'printing',
    },
  },
  'enrollee-stopped': { stage: 'done', screen: { kind: 'enrollee/stopped' } },
  'handover-enrollee': { stage: 'pass', screen: { kind: 'handover', to: 'enrollee', givenName: 'Nia' } },
  'handover-operator': { stage: 'test', screen: { kind: 'handover', to: 'operator', givenName: null } },
} as const satisfies Record<string, Sample>;

/** Every screen kind at least once; a test holds that. */
export const samples: Readonly<Record<string, Sample>> = structuredClone({
  ...operatorSamples,
  ...postureSamples,
  ...readerSamples,
  ...approvalSamples({ person, guest, reason }),
  ...enrolleeSamples,
  ...registerSamples,
  ...passwordSamples,
  ...phoneSamples,
  ...consoleSamples,
});

const faces = ['enrollee', 'approver', 'supervisor', 'operator'] as const;

/** Who sees a screen of this kind. */
const faceOf = (kind: string): Snapshot['face'] =>
  faces.find((face) => kind.startsWith(`${face}/`)) ?? 'nobody';

/** The sample as the main process would send it. */
export const snapshotOfSample = (
  sample: Sample,
  more: Pick<Snapshot, 'revision' | 'language'> & { readonly accent?: string },
): Snapshot => ({
  revision: more.revision,
  simulated: true,
  notForRelease: false,
  waivedChecks: sample.waivedChecks ?? 0,
  site: {
    name: 'Harbour Group',
    station: 'Desk 1',
    accent: more.accent ?? null,
    helpContact: 'the help desk, extension 100',
    sounds: false,
  },
  language: more.language,
  face: faceOf(sample.screen.kind),
  stage: sample.stage,
  countdown: sample.countdown ?? null,
  problem: sample.problem ?? null,
  instructions: sample.instructions ?? null,
  approvalsElsewhere: sample.approvalsElsewhere ?? null,
  keyboard: sample.keyboard ?? 'none',
  screen: sample.screen,
});

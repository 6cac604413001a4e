import type {
  ApprovalRequest,
  GuestOnScreen,
  PersonOnScreen,
  ReasonOnScreen,
} from '../../src/shared/index.ts';
import type { Sample } from './samples.ts';

const countdown = { of: 'approval', secondsLeft: 274 } as const;

const request: ApprovalRequest = {
  operatorName: 'Otto Operator',
  scenario: 'lost-phone',
  path: 'privileged',
  lifetimeMinutes: 15,
  groupName: 'TAP-Privileged-Emergency',
  ruleSet: 'zero-trust-1a2b3c4d5e6f7081',
  badgeStrength: 'identifier',
  lost: [{ id: 'a', kind: 'authenticator', name: 'Old phone' }],
  proofing: [
    { step: 'face-photo', kind: 'face-photo', text: null, outcome: 'passed', evidence: null },
    { step: 'document', kind: 'document', text: null, outcome: 'passed', evidence: 'passport' },
    { step: 'ticket', kind: 'ticket', text: null, outcome: 'passed', evidence: 'INC0012345' },
    { step: 'call-back', kind: 'call-back', text: null, outcome: 'not-possible', evidence: null },
    {
      step: 'shift-plan',
      kind: 'site',
      text: 'Is the person on the plan?',
      outcome: 'failed',
      evidence: null,
    },
  ],
};

interface Parts {
  readonly person: PersonOnScreen;
  readonly guest: GuestOnScreen;
  readonly reason: (
    code: string,
    effect: ReasonOnScreen['effect'],
    params?: ReasonOnScreen['params'],
  ) => ReasonOnScreen;
}

const waiting = {
  kind: 'approver/waiting',
  away: false,
  answered: null,
  turnedAway: null,
} as const;

const requests = [
  {
    offer: 'a'.repeat(64),
    station: 'desk-3',
    site: 'Harbour Restaurant',
    scenario: 'lost-phone' as const,
    path: 'privileged' as const,
    until: '2026-11-22T17:05:00.000Z',
  },
  {
    offer: 'b'.repeat(64),
    station: 'desk-12',
    site: 'Hill Plant',
    scenario: 'new-hire' as const,
    path: 'standard' as const,
    until: '2026-11-22T17:09:00.000Z',
  },
];

/** The same across desks: at the one that asks, and at the one at which somebody answers. */
const elsewhereSamples = (
  needed: ReasonOnScreen[],
  person: PersonOnScreen,
): Readonly<Record<string, Sample>> => ({
  'operator-approve-elsewhere': {
    stage: 'check',
    countdown,
    screen: {
      kind: 'operator/approve',
      person,
      needs: [{ roles: ['Privileged Authentication Administrator'], count: 1 }],
      reasons: needed,
      given: [],
      changed: [],
      elsewhere: 'offered',
    },
  },
  'operator-approve-ledger-away': {
    stage: 'check',
    countdown,
    screen: {
      kind: 'operator/approve',
      person,
      needs: [{ roles: ['Privileged Authentication Administrator'], count: 1 }],
      reasons: needed,
      given: [],
      changed: [],
      elsewhere: 'away',
    },
  },
  'approver-waiting': { stage: null, screen: { ...waiting, requests: [...requests] } },
  'approver-waiting-none': { stage: null, screen: { ...waiting, requests: [], away: true } },
  'approver-waiting-answered': {
    stage: null,
    screen: { ...waiting, requests: requests.slice(1), answered: 'yes' },
  },
  'approver-waiting-turned-away': {
    stage: null,
    screen: {
      ...waiting,
      requests: [...requests],
      turnedAway: {
        name: 'Sam Someone',
        reasons: [
          {
            code: 'approver.no-role',
            effect: 'refuses',
            params: { role: 'Privileged Authentication Administrator' },
            source: 'CMMC AC.L2-3.1.4',
          },
        ],
      },
    },
  },
  'approver-review-elsewhere': {
    stage: null,
    screen: {
      kind: 'approver/review',
      approverName: 'Anna Approver',
      person,
      // As it comes from another desk: without a name of a method, or a ticket's number.
      request: {
        ...request,
        lost: request.lost.map((one) => ({ ...one, name: null })),
        proofing: request.proofing.map((one) => (one.kind === 'ticket' ? { ...one, evidence: null } : one)),
      },
      reasons: needed,
      refusals: ['not-justified', 'person-in-doubt', 'not-mine-to-decide', 'other'],
      fingerprint: '0'.repeat(64),
      elsewhere: { station: 'desk-3', site: 'Harbour Restaurant' },
    },
  },
});

/** Screens of the second person, and of the operator who asks them. */
export const approvalSamples = ({ person, guest, reason }: Parts): Readonly<Record<string, Sample>> => {
  const needed = [
    reason('privileged.role', 'needs-approval', { role: 'Global Reader' }),
    reason('privileged.eligible-role', 'needs-approval', { role: 'User Administrator' }),
  ];
  return {
    'operator-approve': {
      stage: 'check',
      countdown,
      screen: {
        kind: 'operator/approve',
        person,
        needs: [{ roles: ['Privileged Authentication Administrator'], count: 1 }],
        reasons: needed,
        given: [],
        changed: [],
        elsewhere: null,
      },
    },
    'operator-approve-void': {
      stage: 'check',
      countdown,
      screen: {
        kind: 'operator/approve',
        person,
        needs: [
          { roles: ['Authentication Administrator', 'Privileged Authentication Administrator'], count: 2 },
        ],
        reasons: needed,
        given: ['Anna Approver'],
        changed: ['roles', 'operator', 'decision'],
        elsewhere: null,
      },
    },
    ...elsewhereSamples(needed, person),
    'approver-ask': { stage: 'check', countdown, screen: { kind: 'approver/ask', turnedAway: null } },
    'approver-turned-away': {
      stage: 'check',
      countdown,
      screen: {
        kind: 'approver/ask',
        turnedAway: {
          name: 'Sam Someone',
          reasons: [
            reason('approver.no-role', 'refuses', { role: 'Privileged Authentication Administrator' }),
          ],
        },
      },
    },
    'approver-signing-in': { stage: 'check', countdown, screen: { kind: 'approver/signing-in', guest } },
    'approver-working': { stage: 'check', countdown, screen: { kind: 'approver/working' } },
    'approver-review': {
      stage: 'check',
      keyboard: 'shown',
      countdown,
      screen: {
        kind: 'approver/review',
        approverName: 'Anna Approver',
        person,
        request,
        reasons: [...needed, reason('account.enabled', 'allows'), reason('pass.none-live', 'allows')],
        refusals: ['not-justified', 'person-in-doubt', 'not-mine-to-decide', 'other'],
        fingerprint: '0'.repeat(64),
        elsewhere: null,
      },
    },
    'operator-refused-by-approver': {
      stage: 'done',
      screen: {
        kind: 'operator/refused',
        ways: [],
        recordNumber: 'TD-2026-0050',
        reasons: needed,
        refusal: { name: 'Anna Approver', reason: 'person-in-doubt' },
      },
    },
    'handover-approver': { stage: 'check', screen: { kind: 'handover', to: 'approver', givenName: null } },
  };
};

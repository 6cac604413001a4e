import type { ApprovalAnswer, ApprovalOffer } from '../../src/shared/index.ts';

type Offer = Omit<ApprovalOffer, 'v' | 'station'>;
type Answer = Omit<ApprovalAnswer, 'v' | 'station'>;

export const fingerprint = 'a'.repeat(64);

/** What a desk asks to be approved. */
export const anOffer = (more: Partial<Offer> = {}): Offer => ({
  enrollment: 'e-1',
  person: 'person-1',
  operator: 'operator-1',
  given: [],
  needs: [{ roleIds: ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13'], count: 1 }],
  request: {
    scenario: 'lost-phone',
    path: 'privileged',
    lifetimeMinutes: 15,
    groupName: 'TAP-Privileged',
    ruleSet: 'rules',
    badgeStrength: 'identifier',
    lost: [{ id: 'm-1', kind: 'authenticator', name: null }],
    proofing: [
      {
        step: 'face-photo',
        kind: 'face-photo',
        text: null,
        outcome: 'passed',
        evidence: null,
      },
    ],
  },
  reasons: [
    {
      code: 'privileged.role',
      effect: 'needs-approval',
      params: { role: 'Global Reader' },
      source: 'guide',
    },
  ],
  fingerprint,
  at: '2026-11-22T09:00:00.000Z',
  until: '2026-11-22T09:05:00.000Z',
  ...more,
});

/** A yes to it. */
export const anAnswer = (more: Partial<Answer> & Pick<Answer, 'offer'>): Answer => ({
  enrollment: 'e-1',
  fingerprint,
  answer: 'yes',
  reason: null,
  approver: 'approver-1',
  signedInAt: Date.UTC(2026, 10, 22, 9, 1),
  at: '2026-11-22T09:01:30.000Z',
  ...more,
});

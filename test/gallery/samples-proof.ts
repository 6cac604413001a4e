import type { PersonOnScreen, QuestionOnScreen } from '../../src/shared/index.ts';
import type { Sample } from './samples.ts';

const question = (
  more: Partial<QuestionOnScreen> & Pick<QuestionOnScreen, 'step' | 'kind' | 'number'>,
): QuestionOnScreen => ({ text: null, of: 6, documents: [], ticket: null, ...more });

/** The check of the person by the site's script. */
export const proofSamples = (person: PersonOnScreen): Readonly<Record<string, Sample>> => ({
  'operator-pin-choose': {
    stage: null,
    screen: { kind: 'operator/pin', mode: 'choose', digits: 4, triesLeft: null },
  },
  'enrollee-card-pin': {
    stage: 'badge',
    screen: { kind: 'enrollee/card-pin', triesLeft: 3, wasWrong: false },
  },
  'enrollee-card-pin-wrong': {
    stage: 'badge',
    screen: { kind: 'enrollee/card-pin', triesLeft: 2, wasWrong: true },
  },
  'operator-pin-wrong': {
    stage: 'check',
    screen: { kind: 'operator/pin', mode: 'enter', digits: 6, triesLeft: 2 },
  },
  'operator-verify': {
    stage: 'check',
    screen: {
      kind: 'operator/verify',
      person,
      badge: { strength: 'identifier' },
      scenario: 'new-hire',
      question: question({ step: 'face-photo', kind: 'face-photo', number: 1 }),
      earlierPasses: [{ at: '2026-03-02T09:14:00Z', scenario: 'new-hire' }],
    },
  },
  'operator-verify-no-photo': {
    stage: 'check',
    problem: { code: 'badge.not-now', params: {}, retryable: false, correlationId: null },
    screen: {
      kind: 'operator/verify',
      person: { ...person, photo: null, jobTitle: null },
      badge: { strength: 'typed' },
      scenario: 'lost-phone',
      question: question({ step: 'face-photo', kind: 'face-photo', number: 1 }),
      earlierPasses: [],
    },
  },
  'operator-verify-photo-unreadable': {
    stage: 'check',
    screen: {
      kind: 'operator/verify',
      // The first bytes of a PNG, and no more.
      person: { ...person, photo: 'data:image/png;base64,iVBORw0KGgo=' },
      badge: { strength: 'identifier' },
      scenario: 'new-hire',
      question: question({ step: 'face-photo', kind: 'face-photo', number: 1 }),
      earlierPasses: [],
    },
  },
  'operator-verify-document': {
    stage: 'check',
    screen: {
      kind: 'operator/verify',
      person,
      badge: { strength: 'signed-with-pin' },
      scenario: 'new-hire',
      question: question({
        step: 'document',
        kind: 'document',
        number: 3,
        documents: [
          { id: 'passport', name: null },
          { id: 'national-id', name: null },
          { id: 'driving-licence', name: null },
          { id: 'seaman-book', name: 'Seafarer’s book of the harbour office' },
        ],
      }),
      earlierPasses: [],
    },
  },
  'operator-verify-manager': {
    stage: 'check',
    screen: {
      kind: 'operator/verify',
      person,
      badge: { strength: 'identifier' },
      scenario: 're-registration',
      question: question({ step: 'manager-vouches', kind: 'manager-vouches', number: 4 }),
      earlierPasses: [],
    },
  },
  'operator-verify-ticket': {
    stage: 'check',
    screen: {
      kind: 'operator/verify',
      person,
      badge: { strength: 'identifier' },
      scenario: 'lost-phone',
      question: question({
        step: 'ticket',
        kind: 'ticket',
        number: 5,
        ticket: { prefix: 'INC', minimumDigits: 6, maximumDigits: 8 },
      }),
      earlierPasses: [],
    },
  },
  'operator-verify-site': {
    stage: 'check',
    screen: {
      kind: 'operator/verify',
      person,
      badge: { strength: 'identifier' },
      scenario: 'lost-phone',
      question: question({
        step: 'shift-plan',
        kind: 'site',
        number: 6,
        text: 'Is the person on today’s shift plan, and did the shift lead see them arrive this morning?',
      }),
      earlierPasses: [],
    },
  },
  'operator-escalate': {
    stage: 'check',
    screen: {
      kind: 'operator/escalate',
      person,
      question: question({ step: 'face-photo', kind: 'face-photo', number: 1 }),
      outcome: 'not-possible',
      contact: 'the shift lead, extension 4410',
    },
  },
});

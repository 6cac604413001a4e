import type { Sample } from './samples.ts';

const check = (
  id:
    | 'station'
    | 'journal'
    | 'ledger'
    | 'clock'
    | 'tenant'
    | 'sign-in'
    | 'role'
    | 'posture'
    | 'recovery'
    | 'supervisor',
  state: 'waiting' | 'running' | 'passed' | 'failed',
) => ({ id, state, problem: null });

/** Before the desk opens. */
export const closedSamples = {
  'operator-closed-checking': {
    stage: null,
    screen: {
      kind: 'operator/closed',
      phase: 'checking',
      posture: null,
      left: [],
      checks: [
        check('station', 'passed'),
        check('journal', 'passed'),
        check('clock', 'running'),
        check('tenant', 'waiting'),
      ],
    },
  },
  'operator-closed-blocked': {
    stage: null,
    screen: {
      kind: 'operator/closed',
      phase: 'blocked',
      posture: null,
      left: [],
      checks: [
        check('station', 'passed'),
        {
          id: 'clock',
          state: 'failed',
          problem: {
            code: 'station.clock-skew',
            params: { seconds: 214 },
            retryable: true,
            correlationId: '6f1c2a90-0000-4000-8000-000000000000',
          },
        },
        check('tenant', 'passed'),
      ],
    },
  },
  'operator-closed-ledger': {
    stage: null,
    screen: {
      kind: 'operator/closed',
      phase: 'blocked',
      posture: null,
      left: [],
      checks: [
        check('journal', 'passed'),
        {
          id: 'ledger',
          state: 'failed',
          problem: {
            code: 'ledger.away',
            params: { entries: 512, minutes: 96 },
            retryable: true,
            correlationId: null,
          },
        },
        check('tenant', 'passed'),
      ],
    },
  },
  'operator-closed-supervisor': {
    stage: null,
    screen: {
      kind: 'operator/closed',
      phase: 'blocked',
      posture: null,
      left: [],
      checks: [
        check('journal', 'passed'),
        {
          id: 'supervisor',
          state: 'failed',
          problem: {
            code: 'station.journal-damaged',
            params: { file: 'journal-1-damaged-20261122T083000Z.sqlite' },
            retryable: false,
            correlationId: null,
          },
        },
      ],
    },
  },
  'operator-closed-sign-in': {
    stage: null,
    screen: {
      kind: 'operator/closed',
      phase: 'sign-in',
      posture: null,
      left: [],
      checks: [
        check('station', 'passed'),
        check('journal', 'passed'),
        check('clock', 'passed'),
        check('tenant', 'passed'),
        check('sign-in', 'waiting'),
        check('role', 'waiting'),
        check('posture', 'waiting'),
        check('recovery', 'waiting'),
        check('supervisor', 'waiting'),
      ],
    },
  },
} as const satisfies Record<string, Sample>;

import type { EnrollmentPlace } from './port.ts';

/** Places at which somebody is waited for, and for how long at most. */
export type Gate = Extract<
  EnrollmentPlace,
  | 'scenario'
  | 'lost-method'
  | 'verify'
  | 'escalation'
  | 'decided'
  | 'approval'
  | 'reveal'
  | 'register'
  | 'password'
  | 'retest'
>;

/** How an enrollment is run. Times in seconds unless the name says otherwise. */
export interface EnrollmentSettings {
  /** Whether the person's sign-in sessions are revoked at the end. */
  readonly revokeSessions: boolean;
  /** Between two looks for a new method: the tenant allows five in ten seconds for all desks together. */
  readonly pollSeconds: number;
  /** How many more quick looks follow when somebody asks for one. */
  readonly looksAfterEvent: number;
  /** How long the tenant may take until the policy reaches a new member and a new pass is usable. */
  readonly usableWaitSeconds: number;
  readonly deadlineSeconds: Readonly<Record<Gate, number>>;
  /** Most that the station's clock may differ from the tenant's while something is created. */
  readonly clockSkewSeconds: number;
  /** Waits between attempts to take something back; after the last it is left to recovery. In milliseconds. */
  readonly undoWaitsMs: readonly number[];
  /** Waits between looks before something counts as absent: reads may lag behind writes. In milliseconds. */
  readonly absenceWaitsMs: readonly number[];
  /**
   * How long a call that was never answered may be on its way: so long after something that looks like its work was taken
   * back, there is another look. In milliseconds.
   */
  readonly onItsWayMs: number;
}

export const defaultSettings: EnrollmentSettings = {
  revokeSessions: true,
  pollSeconds: 5,
  looksAfterEvent: 1,
  usableWaitSeconds: 60,
  deadlineSeconds: {
    scenario: 600,
    'lost-method': 600,
    verify: 900,
    escalation: 1800,
    decided: 600,
    approval: 300,
    reveal: 600,
    register: 2700,
    password: 1200,
    retest: 1200,
  },
  clockSkewSeconds: 120,
  undoWaitsMs: [1_000, 2_000, 4_000, 8_000],
  absenceWaitsMs: [1_000, 2_000, 4_000],
  onItsWayMs: 3_000,
};

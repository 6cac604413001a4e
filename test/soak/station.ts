import type { Measured } from './measure.ts';

/** What a soak left. */
export interface Left {
  /** Passes and memberships at the tenant. */
  readonly left: number;
  readonly verified: boolean;
  readonly entries: number;
}

/** A station that enrolls one person after the other. */
export interface SoakStation {
  /** One enrollment from the badge to its end. @returns how it ended */
  readonly enroll: (turn: number) => Promise<string>;
  /** Collects garbage and measures. @param after how many enrollments have ended */
  readonly measure: (after: number) => Promise<Measured>;
  /** What is left at the tenant, and whether the journal is whole. Ends the station's work. */
  readonly look: () => Promise<Left>;
  readonly close: () => Promise<void>;
}

/** Every tenth person leaves with the pass alive. */
const leavesEvery = 10;
export const leavesIn = (turn: number): boolean => turn % leavesEvery === leavesEvery - 1;
/** Not divisible by the number above, so that each of them leaves once; few enough passes for each that the policy can count. */
export const manyPeople = 23;

/** The same people come again and again. */
export const soakPolicy = {
  repeats: { passes: 100, tenantAudit: false },
  rates: { operator: { passes: 1000 }, station: { passes: 1000 } },
};

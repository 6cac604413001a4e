import type { Tenant } from '../tenant.ts';

/** A tenant that differs from the healthy one in one thing. */
export interface Variant {
  /** What `--variant` takes. */
  readonly name: string;
  /** What is wrong, in a few words; null: nothing is. */
  readonly fault: string | null;
  /** Check ids of the doctor that cannot be fine with this fault: the fault's own, and what follows from it. */
  readonly breaks: readonly string[];
  /** Makes the change in a tenant that has just been founded. */
  readonly apply: (tenant: Tenant) => void;
}

import type { Fault } from '../../faults/fault.ts';
import type { Tenant } from '../tenant.ts';

/** A tenant, with the station at it, that differs from the healthy one in one thing. */
export interface Variant {
  /** What `--variant` takes. */
  readonly name: string;
  /** The id of the check that finds the fault; null: there is none. */
  readonly fault: string | null;
  /** What is wrong, in one line. */
  readonly about: string;
  /** Ids of all checks that cannot be fine with this fault: the one that finds it, and what follows from it. */
  readonly breaks: readonly string[];
  /** What goes wrong with requests from the beginning, where the fault is not in what the tenant holds. */
  readonly faults: readonly Fault[];
  /** Makes the change in a tenant that has just been founded. */
  readonly apply: (tenant: Tenant) => void;
}

/** What is told of a variant in its table; the rest follows from the fault. */
export interface VariantLine {
  readonly fault: string;
  readonly about: string;
  /** Checks that cannot be fine either, because of the same fault. */
  readonly follows?: readonly string[];
  /** Where one check has several faults to find. */
  readonly name?: string;
  readonly faults?: readonly Fault[];
  readonly apply?: (tenant: Tenant) => void;
}

/** A variant is named after the check that finds its fault: `pass.enabled` is `pass-enabled`. */
export const variantOf = (line: VariantLine): Variant => ({
  name: line.name ?? line.fault.replace('.', '-'),
  fault: line.fault,
  about: line.about,
  breaks: [line.fault, ...(line.follows ?? [])],
  faults: line.faults ?? [],
  apply: line.apply ?? (() => undefined),
});

import { accessVariants } from './access.ts';
import { applicationVariants } from './application.ts';
import { groupVariants } from './groups.ts';
import { logVariants } from './logs.ts';
import { emergencyVariants, methodVariants, passVariants } from './pass.ts';
import { roleVariants } from './roles.ts';
import { stationVariants } from './station.ts';
import { untouched } from './untouched.ts';
import type { Variant } from './variant.ts';

export type { Variant } from './variant.ts';

const healthy: Variant = {
  name: 'healthy',
  fault: null,
  about: 'everything stands as the baseline wants it',
  breaks: [],
  faults: [],
  apply: () => undefined,
};

/** Tenants to try against. The first is the default; each other one but `untouched` has one fault. */
export const variants: readonly Variant[] = [
  healthy,
  untouched,
  ...roleVariants,
  ...accessVariants,
  ...emergencyVariants,
  ...passVariants,
  ...groupVariants,
  ...methodVariants,
  ...applicationVariants,
  ...logVariants,
  ...stationVariants,
];

/** The variant of that name; undefined: there is none. */
export const variantNamed = (name: string): Variant | undefined => variants.find((one) => one.name === name);

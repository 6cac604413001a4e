import { passVariants } from './pass.ts';
import type { Variant } from './variant.ts';

export type { Variant } from './variant.ts';

const healthy: Variant = { name: 'healthy', fault: null, breaks: [], apply: () => undefined };

/** Tenants to try against. The first, which matches the baseline, is the default. */
export const variants: readonly Variant[] = [healthy, ...passVariants];

/** The variant of that name; undefined: there is none. */
export const variantNamed = (name: string): Variant | undefined => variants.find((one) => one.name === name);

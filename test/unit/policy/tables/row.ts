import type { PolicyInput } from '../../../../src/main/policy/index.ts';
import type { ReasonCode } from '../../../../src/shared/index.ts';
import type { role } from '../../../support/directory-objects.ts';
import { inputWith, passPolicy, type Variation } from '../../../support/policy-input.ts';

/** What is different from somebody whom every rule allows, and every code that the rule must then give. */
export type Row = readonly [rule: string, what: string, Variation, gives: readonly ReasonCode[]];

export const unknown = { known: false, because: 'tenant.forbidden' } as const;

export const policyWith = (more: object): Variation => ({
  facts: { passPolicy: { known: true, value: { ...passPolicy, ...more } } },
});

export const rolesHeld = (...held: ReturnType<typeof role>[]): Variation => ({
  facts: { roles: { known: true, value: held } },
});

export const operatorHolds = (...held: ReturnType<typeof role>[]): Variation => ({
  operatorRoles: { known: true, value: held },
});

/** Several variations as one; later ones win part by part. */
export const both = (...all: readonly Variation[]): Variation => {
  const merged = (part: keyof Variation): object =>
    Object.fromEntries(all.flatMap((one) => Object.entries(one[part] ?? {})));
  const roles = all.findLast((one) => one.operatorRoles !== undefined)?.operatorRoles;
  return {
    input: merged('input'),
    facts: merged('facts'),
    person: merged('person'),
    config: merged('config'),
    ...(roles === undefined ? {} : { operatorRoles: roles }),
  };
};

export const inputOf = ([, , variation]: Row): PolicyInput => inputWith(variation);

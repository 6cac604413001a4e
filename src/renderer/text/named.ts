import { useText, type TextParams } from './index.ts';

const badge = (value: string): string => `badge-strength.${value}`;

/** Params whose values are words of the policy, with the key under which the language files name them. */
const keys: Readonly<Record<string, (value: string) => string>> = {
  phase: (value) => `phase.${value}`,
  step: (value) => `proof-step.${value}`,
  read: badge,
  needed: badge,
  newHire: badge,
  lostPhone: badge,
  reRegistration: badge,
  numberCard: (value) => `card-presence.${value}`,
  signingCard: (value) => `card-presence.${value}`,
};

/** Params with words of the policy in the language of the screen; what has no name there stays as it is. */
export const useNamed = (): ((params: TextParams) => TextParams) => {
  const { find } = useText();
  return (params) =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        const key = typeof value === 'string' ? keys[name]?.(value) : undefined;
        return [name, key === undefined ? value : (find(key) ?? value)];
      }),
    );
};

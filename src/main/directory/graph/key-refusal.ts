import type { ProblemCode } from '../../../shared/index.ts';

/**
 * What the words of a refusal are about, the first that fits. Microsoft documents no text and no code of its own for a key
 * that the tenant does not take, only the rules behind: models by AAGUID, attestation, self-service, five minutes for a
 * challenge. So it is told by words that any sentence about the rule has to have. Source: Graph v1.0, create
 * fido2AuthenticationMethod, and creationOptions (known issues); Microsoft Entra, passkey profiles.
 */
const about: readonly (readonly [RegExp, ProblemCode])[] = [
  [/\b(already (exists|registered)|duplicate)\b/i, 'key.already-there'],
  [/\b(maximum|too many|limit (of|reached|exceeded)|at most)\b/i, 'key.refused-too-many'],
  [/\battest(ation|ed)?\b/i, 'key.refused-attestation'],
  [/\b(aa ?guid|key restrictions?|(kind|type|model) of (security )?key)\b/i, 'key.refused-model'],
  [/\b(self-?service|does not allow registration|not enabled for)\b/i, 'key.refused-self-service'],
  [/\b(expired|timed? ?out)\b/i, 'key.refused-late'],
];

/** Why the tenant refused a key, by its own words; `key.refused` when they say none of what is known. Pure. */
export const keyRefusalOf = (message: string): ProblemCode =>
  about.find(([words]) => words.test(message))?.[1] ?? 'key.refused';

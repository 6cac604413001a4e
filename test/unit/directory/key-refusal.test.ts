import { expect, it } from 'vitest';
import { keyRefusalOf } from '../../../src/main/directory/graph/key-refusal.ts';

// No text of Microsoft's is documented: sentences as anybody would say the rule.

it.each([
  ['The authenticator AAGUID is not allowed by the key restrictions of the policy.', 'key.refused-model'],
  ['This kind of security key is not allowed by your organization.', 'key.refused-model'],
  ['Attestation is required for this passkey profile.', 'key.refused-attestation'],
  ['The attestation of AAGUID 1 could not be verified.', 'key.refused-attestation'],
  ['The user has reached the maximum number of passkeys.', 'key.refused-too-many'],
  ['Too many methods are registered.', 'key.refused-too-many'],
  ['The credential is already registered.', 'key.already-there'],
  [
    'The FIDO2 authentication method policy does not allow registration for this user.',
    'key.refused-self-service',
  ],
  ['Self-service set up is disabled.', 'key.refused-self-service'],
  ['The challenge is unknown or has expired. Request new creation options.', 'key.refused-late'],
  ['Unexpected challenge in the response.', 'key.refused'],
  ['Passkeys cannot be registered for guest users.', 'key.refused'],
  ['The request body is not valid.', 'key.refused'],
  ['', 'key.refused'],
] as const)('%s', (message, code) => {
  expect(keyRefusalOf(message)).toBe(code);
});

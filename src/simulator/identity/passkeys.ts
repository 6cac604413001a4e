import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Fido2Method, Person } from '../tenant/model.ts';
import { acceptsPasskey } from '../tenant/registering.ts';
import { methodsOf, type Tenant } from '../tenant/tenant.ts';

/** The relying party of the simulation: its pages' host name. */
export const RP_ID = 'localhost';

const assertionShape = z
  .object({
    id: z.string(),
    rawId: z.string(),
    type: z.literal('public-key'),
    response: z.object({}).loose(),
  })
  .loose();

/** The passkeys of a person, real ones and those that were there before the simulation. */
export function passkeysOf(tenant: Tenant, userId: string): readonly Fido2Method[] {
  return methodsOf(tenant, userId).filter((method) => method.kind === 'fido2');
}

const known = (passkey: Fido2Method) =>
  passkey.credential === null
    ? { id: passkey.id }
    : // What the browser reported at registration; unknown words are passed through (WebAuthn Level 3 §5.8.4).
      {
        id: passkey.credential.id,
        transports: [...passkey.credential.transports] as AuthenticatorTransport[],
      };

/** Options for signing in with a passkey; without a person any discoverable one will do. */
export function requestOptions(tenant: Tenant, userId: string | undefined) {
  return generateAuthenticationOptions({
    rpID: RP_ID,
    challenge: new Uint8Array(tenant.randomBytes(32)),
    userVerification: 'required',
    timeout: 120_000,
    allowCredentials: userId === undefined ? [] : passkeysOf(tenant, userId).map(known),
  });
}

/** Options for registering a passkey: resident, user verified, not one the person has. */
export function creationOptions(tenant: Tenant, person: Person) {
  return generateRegistrationOptions({
    rpName: 'Simulated tenant',
    rpID: RP_ID,
    userName: person.userPrincipalName,
    userDisplayName: person.displayName,
    userID: new TextEncoder().encode(person.id),
    challenge: new Uint8Array(tenant.randomBytes(32)),
    timeout: 300_000,
    // As Entra asks: the key's model is wanted even where it does not have to be proven.
    attestationType: 'direct',
    excludeCredentials: passkeysOf(tenant, person.id).map(known),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [-7, -257],
  });
}

/** What a ceremony is checked against. */
export interface Ceremony {
  readonly origin: string;
  readonly challenge: string;
}

function ownerOf(tenant: Tenant, credentialId: string) {
  for (const [userId, methods] of tenant.methods) {
    for (const method of methods) {
      if (method.kind === 'fido2' && method.credential?.id === credentialId) {
        return { userId, credential: method.credential };
      }
    }
  }
  return undefined;
}

/** Verifies an assertion. Gives the user id it belongs to, or undefined when it proves nothing. */
export async function verifyPasskey(
  tenant: Tenant,
  text: string,
  ceremony: Ceremony,
): Promise<string | undefined> {
  const parsed = assertionShape.safeParse(parseJson(text));
  const owner = parsed.success ? ownerOf(tenant, parsed.data.id) : undefined;
  if (!parsed.success || owner === undefined) return undefined;
  const { credential } = owner;
  try {
    const result = await verifyAuthenticationResponse({
      // The verifier checks every member itself; the shape above only makes sure that there is an object.
      response: parsed.data as unknown as AuthenticationResponseJSON,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: ceremony.origin,
      expectedRPID: RP_ID,
      requireUserVerification: true,
      credential: { id: credential.id, publicKey: credential.publicKey, counter: credential.counter },
    });
    if (!result.verified) return undefined;
    credential.counter = result.authenticationInfo.newCounter;
    return owner.userId;
  } catch {
    return undefined;
  }
}

/** Verifies an attestation against the tenant's policy. Gives the method to store, or why not. */
export async function verifyAttestation(
  tenant: Tenant,
  text: string,
  ceremony: Ceremony & { readonly userId: string },
): Promise<Omit<Fido2Method, 'displayName' | 'createdAt'> | { readonly problem: string }> {
  const parsed = assertionShape.safeParse(parseJson(text));
  if (!parsed.success) return { problem: 'The browser sent nothing that could be read.' };
  try {
    // As above: the verifier checks the members.
    const response = parsed.data as unknown as RegistrationResponseJSON;
    const result = await verifyRegistrationResponse({
      response,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: ceremony.origin,
      expectedRPID: RP_ID,
      requireUserVerification: true,
      supportedAlgorithmIDs: [-7, -257],
    });
    if (!result.verified) return { problem: 'The passkey could not be verified.' };
    const { registrationInfo: info } = result;
    const passkey = {
      kind: 'fido2',
      id: info.credential.id,
      aaGuid: info.aaguid,
      model: info.credentialDeviceType === 'multiDevice' ? 'Synced passkey' : 'Security key',
      attestationLevel: info.fmt === 'none' ? 'notAttested' : 'attested',
      passkeyType: info.credentialDeviceType === 'multiDevice' ? 'synced' : 'deviceBound',
      credential: {
        id: info.credential.id,
        publicKey: info.credential.publicKey,
        transports: info.credential.transports ?? [],
        counter: info.credential.counter,
      },
    } as const;
    return acceptsPasskey(tenant, ceremony.userId, passkey)
      ? passkey
      : { problem: 'This kind of security key is not allowed by your organization.' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'The passkey could not be verified.' };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

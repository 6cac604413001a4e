import { z } from 'zod';
import { creationOptions, RP_ID, verifyAttestation } from '../../identity/passkeys.ts';
import { instant } from '../../tenant/clock.ts';
import { audit, personTarget } from '../../tenant/logs.ts';
import type { Person } from '../../tenant/model.ts';
import { maySetPasskeysUp } from '../../tenant/registering.ts';
import { addMethod } from '../../tenant/tenant.ts';
import type { Call, Reply, Route } from '../call.ts';
import { GraphFailure } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { showMethod } from '../show.ts';
import { methodsContext, methodsTarget } from './methods.ts';

/** In v1.0 a challenge lives for five minutes, whoever asks. Source: Graph, fido2AuthenticationMethod: creationOptions. */
const CHALLENGE_MS = 300_000;

const refused = (message: string) => new GraphFailure(400, { code: 'badRequest', message });

/** Graph does not say how it refuses; also for an administrator people must be allowed to set passkeys up themselves. */
function checkAllowed(call: Call, person: Person): void {
  if (person.userType === 'Guest') throw refused('Passkeys cannot be registered for guest users.');
  if (!maySetPasskeysUp(call.tenant, person.id)) {
    throw refused('The FIDO2 authentication method policy does not allow registration for this user.');
  }
}

function auditAs(
  call: Call,
  person: Person,
  told: { activity: string; operation: 'Add' | 'Get'; reason: string },
): void {
  audit(call.tenant, {
    ...told,
    service: 'Authentication Methods',
    category: 'UserManagement',
    by: initiatorOf(call),
    targets: [personTarget(call.tenant, person.id)],
  });
}

async function offer(call: Call): Promise<Reply> {
  const person = methodsTarget(call, false);
  checkAllowed(call, person);
  const { tenant } = call;
  const options = await creationOptions(tenant, person);
  const until = tenant.clock.now() + CHALLENGE_MS;
  tenant.challenges.set(person.id, { challenge: options.challenge, until });
  auditAs(call, person, {
    activity: 'Get passkey creation options',
    operation: 'Get',
    reason: 'Admin requested passkey creation options for user',
  });
  const { rp, user, challenge, pubKeyCredParams, excludeCredentials = [] } = options;
  return {
    status: 200,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#microsoft.graph.webauthnCredentialCreationOptions`,
      challengeTimeoutDateTime: instant(until),
      publicKey: {
        challenge,
        timeout: CHALLENGE_MS,
        attestation: 'direct',
        rp: { id: rp.id, name: rp.name },
        user: { id: user.id, displayName: user.displayName, name: user.name },
        pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ type: 'public-key', alg })),
        excludeCredentials: excludeCredentials.map(({ id }) => ({ id, type: 'public-key', transports: [] })),
        authenticatorSelection: {
          authenticatorAttachment: 'cross-platform',
          requireResidentKey: true,
          userVerification: 'required',
        },
        extensions: { hmacCreateSecret: true, enforceCredentialProtectionPolicy: true },
      },
    },
  };
}

const binary = z.string().regex(/^[\w-]+$/);

/** Source: Graph, create fido2AuthenticationMethod. The length of the name is not documented; the portal takes 30. */
const keyBody = z.strictObject({
  '@odata.type': z.string().optional(),
  displayName: z.string().min(1).max(30),
  publicKeyCredential: z.object({
    id: binary,
    response: z.object({ clientDataJSON: binary, attestationObject: binary }),
    clientExtensionResults: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** The challenge that was given for the person, once, and within its time. */
function takeChallenge(call: Call, person: Person): string {
  const given = call.tenant.challenges.get(person.id);
  call.tenant.challenges.delete(person.id);
  if (given === undefined || given.until < call.tenant.clock.now()) {
    throw refused('The challenge is unknown or has expired. Request new creation options.');
  }
  return given.challenge;
}

async function create(call: Call): Promise<Reply> {
  const person = methodsTarget(call, true);
  checkAllowed(call, person);
  const parsed = keyBody.safeParse(call.body ?? {});
  if (!parsed.success) throw refused('The request body is not valid for a FIDO2 authentication method.');
  const { displayName, publicKeyCredential: made } = parsed.data;
  const text = JSON.stringify({ ...made, rawId: made.id, type: 'public-key', clientExtensionResults: {} });
  const ceremony = { origin: `https://${RP_ID}`, challenge: takeChallenge(call, person), userId: person.id };
  const passkey = await verifyAttestation(call.tenant, text, ceremony);
  if ('problem' in passkey) throw refused(passkey.problem);
  const method = { ...passkey, displayName, createdAt: call.tenant.clock.now() };
  addMethod(call.tenant, person.id, method);
  auditAs(call, person, {
    activity: 'Admin registered security info',
    operation: 'Add',
    reason: 'Admin registered Fido2 method for user',
  });
  return {
    status: 201,
    body: {
      '@odata.context': `${methodsContext(call, 'fido2Methods')}/$entity`,
      ...showMethod(call.tenant, person.id, method),
    },
  };
}

const path = '/users/:user/authentication/fido2Methods';
const scopes = ['UserAuthMethod-Passkey.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'];

/** A key that an administrator registers for somebody. Before the routes of single methods: the name is no id. */
export const provisioningRoutes: readonly Route[] = [
  { method: 'GET', path: `${path}/creationOptions`, scopes, denial: 'methods', handle: offer },
  {
    method: 'GET',
    path: `${path}/microsoft.graph.creationOptions()`,
    scopes,
    denial: 'methods',
    handle: offer,
  },
  { method: 'POST', path, scopes, denial: 'methods', handle: create },
];

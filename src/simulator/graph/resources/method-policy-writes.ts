import { z } from 'zod';
import { audit, objectTarget } from '../../tenant/logs.ts';
import {
  untouchedPolicies,
  type AuthenticatorPolicy,
  type Fido2Policy,
  type PassPolicy,
  type Policies,
} from '../../tenant/policies.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { readJson } from '../body.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { badRequest, GraphFailure } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { requireRole } from '../require.ts';

const minutes = z.int().min(10).max(43_200);
const state = z.enum(['enabled', 'disabled']);
const target = z.object({ id: z.string().min(1), targetType: z.enum(['user', 'group']) });
const included = target.extend({ isRegistrationRequired: z.boolean().default(false) });
const restrictions = z.object({
  isEnforced: z.boolean(),
  enforcementType: z.enum(['allow', 'block']),
  aaGuids: z.array(z.string()),
});
const typed = (name: string) => ({
  '@odata.type': z.literal(`#microsoft.graph.${name}AuthenticationMethodConfiguration`),
  '@odata.context': z.string().optional(),
  id: z.string().optional(),
});

const passChange = z.strictObject({
  ...typed('temporaryAccessPass'),
  state: state.optional(),
  defaultLifetimeInMinutes: minutes.optional(),
  minimumLifetimeInMinutes: minutes.optional(),
  maximumLifetimeInMinutes: minutes.optional(),
  defaultLength: z.int().min(8).max(48).optional(),
  isUsableOnce: z.boolean().optional(),
  includeTargets: z.array(included).optional(),
  excludeTargets: z.array(target).optional(),
});

const profile = z.object({
  id: z.guid(),
  name: z.string().min(1),
  passkeyTypes: z.enum(['deviceBound', 'synced', 'deviceBound,synced']),
  attestationEnforcement: z.enum(['disabled', 'registrationOnly']),
  keyRestrictions: restrictions,
});

const fido2Change = z.strictObject({
  ...typed('fido2'),
  state: state.optional(),
  isAttestationEnforced: z.boolean().optional(),
  isSelfServiceRegistrationAllowed: z.boolean().optional(),
  keyRestrictions: restrictions.optional(),
  defaultPasskeyProfile: z.guid().nullable().optional(),
  // At most three at a time (Entra: passkey profiles, March 2026).
  passkeyProfiles: z.array(profile).max(3).optional(),
  includeTargets: z
    .array(included.extend({ allowedPasskeyProfiles: z.array(z.guid()).default([]) }))
    .optional(),
  excludeTargets: z.array(target).optional(),
});

const authenticatorChange = z.strictObject({
  ...typed('microsoftAuthenticator'),
  state: state.optional(),
  isSoftwareOathEnabled: z.boolean().optional(),
  featureSettings: z.record(z.string(), z.unknown()).optional(),
  includeTargets: z
    .array(included.extend({ authenticationMode: z.enum(['deviceBasedPush', 'push', 'any']).default('any') }))
    .optional(),
  excludeTargets: z.array(target).optional(),
});

/** A change without the members that only say what it is of. */
function settingsIn<T extends object>(change: T): Partial<T> {
  const named = Object.entries(change).filter(
    ([key, value]) => !key.startsWith('@') && key !== 'id' && value !== undefined,
  );
  // The entries are those of the change itself.
  return Object.fromEntries(named) as Partial<T>;
}

function changedPass(call: Call): PassPolicy {
  // The absent members are left out, so none of them can be undefined.
  const change = settingsIn(readJson(call, passChange)) as Partial<PassPolicy>;
  const next = { ...call.tenant.policies.pass, ...change };
  const { minimumLifetimeInMinutes: least, maximumLifetimeInMinutes: most } = next;
  if (least > most || next.defaultLifetimeInMinutes < least || next.defaultLifetimeInMinutes > most) {
    throw badRequest(
      'The default lifetime must be between the minimum and the maximum lifetime, and the minimum not above the maximum.',
    );
  }
  return next;
}

function changedFido2(call: Call): Fido2Policy {
  // As above.
  const change = settingsIn(readJson(call, fido2Change)) as Partial<Fido2Policy>;
  const next = { ...call.tenant.policies.fido2, ...change };
  const known = new Set(next.passkeyProfiles.map((one) => one.id));
  const named = next.includeTargets.flatMap((one) => one.allowedPasskeyProfiles);
  const missing = named.find((id) => !known.has(id));
  if (missing !== undefined) throw badRequest(`There is no passkey profile with the id '${missing}'.`);
  return next;
}

function changedAuthenticator(call: Call): AuthenticatorPolicy {
  // As above.
  const change = settingsIn(readJson(call, authenticatorChange)) as Partial<AuthenticatorPolicy>;
  return { ...call.tenant.policies.authenticator, ...change };
}

type Held = 'pass' | 'fido2' | 'authenticator';

interface Configuration {
  readonly held: Held;
  readonly id: string;
  readonly change: (call: Call) => Policies[Held];
}

const configurations: readonly Configuration[] = [
  { held: 'pass', id: 'TemporaryAccessPass', change: changedPass },
  { held: 'fido2', id: 'Fido2', change: changedFido2 },
  { held: 'authenticator', id: 'MicrosoftAuthenticator', change: changedAuthenticator },
];

const editors = [ROLE.globalAdministrator, ROLE.authenticationPolicyAdministrator];

function configurationIn(call: Call): Configuration {
  requireRole(call, editors);
  const id = param(call, 'configuration').toLowerCase();
  const found = configurations.find((one) => one.id.toLowerCase() === id);
  if (found === undefined)
    throw new GraphFailure(404, { code: 'resourceNotFound', message: `Resource '${id}' does not exist.` });
  return found;
}

interface Replacement {
  readonly configuration: Configuration;
  readonly next: Policies[Held];
  readonly activity: string;
}

function replace(call: Call, { configuration, next, activity }: Replacement): Reply {
  const { policies } = call.tenant;
  const before = policies[configuration.held];
  Object.assign(policies, { [configuration.held]: next });
  audit(call.tenant, {
    activity,
    service: 'Authentication Methods',
    category: 'ApplicationManagement',
    operation: 'Update',
    reason: '',
    by: initiatorOf(call),
    targets: [
      objectTarget({
        id: configuration.id,
        type: 'Policy',
        displayName: 'Authentication Methods Policy',
        modified: { [`AuthenticationMethodsPolicy.${configuration.id}`]: { from: before, to: next } },
      }),
    ],
  });
  return { status: 204 };
}

function update(call: Call): Reply {
  const configuration = configurationIn(call);
  return replace(call, {
    configuration,
    next: configuration.change(call),
    activity: 'Authentication Methods Policy Update',
  });
}

/** Back to what a new tenant has. */
function reset(call: Call): Reply {
  const configuration = configurationIn(call);
  const next = untouchedPolicies()[configuration.held];
  return replace(call, { configuration, next, activity: 'Authentication Methods Policy Reset' });
}

const path = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/:configuration';
const scopes = ['Policy.ReadWrite.AuthenticationMethod'];

export const methodPolicyWriteRoutes: readonly Route[] = [
  { method: 'PATCH', path, scopes, handle: update },
  { method: 'DELETE', path, scopes, handle: reset },
];

import { z } from 'zod';
import { instant } from '../../tenant/clock.ts';
import { audit, objectTarget, type AuditedChange } from '../../tenant/logs.ts';
import type { GraphObject } from '../../tenant/model.ts';
import { newGuid } from '../../tenant/tenant.ts';
import { readJson } from '../body.ts';
import type { Call, Reply, Route } from '../call.ts';
import { GraphFailure } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { requireAccessEditor } from './conditional-access-writes.ts';
import { onShelf } from './conditional-access.ts';

const badRequest = (message: string) => new GraphFailure(400, { code: 'BadRequest', message });

/** authenticationMethodModes: comma-joined combinations of these. */
const modes = new Set([
  'password',
  'voice',
  'hardwareOath',
  'softwareOath',
  'sms',
  'fido2',
  'windowsHelloForBusiness',
  'microsoftAuthenticatorPush',
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'email',
  'x509CertificateSingleFactor',
  'x509CertificateMultiFactor',
  'federatedSingleFactor',
  'federatedMultiFactor',
]);
const combinations = z
  .array(z.string().refine((text) => text.split(',').every((mode) => modes.has(mode.trim()))))
  .min(1);

const newStrength = z.strictObject({
  '@odata.type': z.string().optional(),
  displayName: z.string().min(1).max(30),
  description: z.string().optional(),
  policyType: z.literal('custom').optional(),
  requirementsSatisfied: z.literal('mfa').optional(),
  allowedCombinations: combinations,
});
const strengthChange = z.strictObject({
  '@odata.type': z.string().optional(),
  displayName: z.string().min(1).max(30).optional(),
  description: z.string().optional(),
});

interface StrengthChange {
  readonly verb: 'Create' | 'Update' | 'Delete';
  readonly before: GraphObject | undefined;
  readonly after: GraphObject | undefined;
}

const operations = { Create: 'Add', Update: 'Update', Delete: 'Delete' } as const satisfies Record<
  StrengthChange['verb'],
  AuditedChange['operation']
>;

function auditStrength(call: Call, { verb, before, after }: StrengthChange): void {
  const one = after ?? before;
  const name = one?.['displayName'];
  audit(call.tenant, {
    activity: `Authentication Strength Policy ${verb}`,
    service: 'Authentication Methods',
    category: 'ApplicationManagement',
    operation: operations[verb],
    reason: '',
    by: initiatorOf(call),
    targets: [
      objectTarget({
        id: one?.id ?? '',
        type: 'Policy',
        displayName: typeof name === 'string' ? name : null,
        modified: { AuthenticationStrengthPolicy: { from: before, to: after } },
      }),
    ],
  });
}

function customIn(call: Call): GraphObject {
  requireAccessEditor(call);
  const found = onShelf(call, call.tenant.shelves.strengths);
  if (found['policyType'] !== 'custom') throw badRequest('A built-in authentication strength cannot change.');
  return found;
}

function keep(call: Call, verb: 'Create' | 'Update', after: GraphObject): void {
  const { strengths } = call.tenant.shelves;
  const before = strengths.get(after.id);
  strengths.set(after.id, after);
  auditStrength(call, { verb, before, after });
}

function createStrength(call: Call): Reply {
  requireAccessEditor(call);
  const body = readJson(call, newStrength);
  const { strengths } = call.tenant.shelves;
  if ([...strengths.values()].some((one) => one['displayName'] === body.displayName))
    throw badRequest('There is an authentication strength with that name.');
  const now = instant(call.tenant.clock.now());
  const made: GraphObject = {
    id: newGuid(call.tenant),
    createdDateTime: now,
    modifiedDateTime: now,
    displayName: body.displayName,
    description: body.description ?? '',
    policyType: 'custom',
    requirementsSatisfied: 'mfa',
    allowedCombinations: body.allowedCombinations,
    combinationConfigurations: [],
  };
  keep(call, 'Create', made);
  const context = `${call.origin}/${call.version}/$metadata#policies/authenticationStrengthPolicies/$entity`;
  return { status: 201, body: { '@odata.context': context, ...made } };
}

function updateStrength(call: Call): Reply {
  const before = customIn(call);
  const { displayName, description } = readJson(call, strengthChange);
  keep(call, 'Update', {
    ...before,
    ...(displayName === undefined ? {} : { displayName }),
    ...(description === undefined ? {} : { description }),
    modifiedDateTime: instant(call.tenant.clock.now()),
  });
  return { status: 204 };
}

const combinationChange = z.strictObject({ allowedCombinations: combinations });

function updateCombinations(call: Call): Reply {
  const before = customIn(call);
  const { allowedCombinations } = readJson(call, combinationChange);
  keep(call, 'Update', { ...before, allowedCombinations });
  return {
    status: 200,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#microsoft.graph.updateAllowedCombinationsResult`,
      additionalInformation: '',
      conditionalAccessReferences: policiesWith(call, before.id),
      currentCombinations: allowedCombinations,
      previousCombinations: before['allowedCombinations'],
    },
  };
}

/** Ids of the policies that ask for a strength. */
function policiesWith(call: Call, strengthId: string): readonly string[] {
  return [...call.tenant.shelves.policies.values()]
    .filter((one) => JSON.stringify(one['grantControls']).includes(strengthId))
    .map((one) => one.id);
}

function removeStrength(call: Call): Reply {
  const before = customIn(call);
  if (policiesWith(call, before.id).length > 0)
    throw badRequest('The authentication strength is used by a Conditional Access policy.');
  call.tenant.shelves.strengths.delete(before.id);
  auditStrength(call, { verb: 'Delete', before, after: undefined });
  return { status: 204 };
}

const defaultsChange = z.strictObject({ '@odata.type': z.string().optional(), isEnabled: z.boolean() });

function updateSecurityDefaults(call: Call): Reply {
  requireAccessEditor(call);
  const { isEnabled } = readJson(call, defaultsChange);
  const { policies, shelves } = call.tenant;
  if (isEnabled && [...shelves.policies.values()].some((one) => one['state'] === 'enabled'))
    throw badRequest('Security defaults cannot be enabled while a Conditional Access policy is enabled.');
  const before = policies.securityDefaults;
  policies.securityDefaults = isEnabled;
  audit(call.tenant, {
    activity: 'Update security defaults',
    service: 'Conditional Access',
    category: 'Policy',
    operation: 'Update',
    reason: '',
    by: initiatorOf(call),
    targets: [
      objectTarget({
        id: '00000000-0000-0000-0000-000000000005',
        type: 'Policy',
        displayName: 'Security Defaults',
        modified: { isEnabled: { from: before, to: isEnabled } },
      }),
    ],
  });
  return { status: 204 };
}

const strengths = '/policies/authenticationStrengthPolicies';
const writing = {
  scopes: ['Policy.ReadWrite.ConditionalAccess', 'Policy.ReadWrite.AuthenticationMethod'],
} as const;

export const policyWriteRoutes: readonly Route[] = [
  { ...writing, method: 'POST', path: strengths, handle: createStrength },
  { ...writing, method: 'PATCH', path: `${strengths}/:object`, handle: updateStrength },
  { ...writing, method: 'DELETE', path: `${strengths}/:object`, handle: removeStrength },
  {
    ...writing,
    method: 'POST',
    path: `${strengths}/:object/updateAllowedCombinations`,
    handle: updateCombinations,
  },
  {
    method: 'PATCH',
    path: '/policies/identitySecurityDefaultsEnforcementPolicy',
    scopes: ['Policy.ReadWrite.SecurityDefaults', 'Policy.ReadWrite.ConditionalAccess'],
    also: ['Policy.Read.All'],
    handle: updateSecurityDefaults,
  },
];

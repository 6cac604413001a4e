import { z } from 'zod';
import { PAGE_CLIENT_ID } from '../town/applications.ts';
import { domains } from './domains.ts';
import { hits } from './registering.ts';
import { methodsOf, type Tenant } from './tenant.ts';
import { whatIf, type DescribedSignIn } from './what-if.ts';

/** Where somebody is who has signed in with a pass: at the station, or on their own phone somewhere. */
export type Whereabouts = 'station' | 'phone';

/** What the sign-in page says to somebody who may not go on, with Entra's code. */
export interface Barred {
  readonly code: string;
  readonly text: string;
}

/** In the site's own network (RFC 5737: nobody's), on the site's own machine; and anywhere else. */
const places = {
  station: { ipAddress: '192.0.2.10', devicePlatform: 'windows' },
  phone: { ipAddress: '203.0.113.9', devicePlatform: 'iOS' },
} as const;

/** The two things that somebody does who registers: signs in to the page, and registers there. */
const stages = [
  { applications: [PAGE_CLIENT_ID], userAction: null },
  { applications: [], userAction: 'urn:user:registersecurityinfo' },
] as const;

const grants = z
  .looseObject({
    operator: z.string().default('OR'),
    builtInControls: z.array(z.string()).default([]),
    authenticationStrength: z.looseObject({ id: z.string() }).nullable().default(null),
  })
  .nullable()
  .catch(null);
const combinations = z.looseObject({ allowedCombinations: z.array(z.string()).default([]) });

const devices: ReadonlySet<string> = new Set(['compliantDevice', 'domainJoinedDevice']);

/** The machine that the desk runs on. */
function isManaged(tenant: Tenant, at: Whereabouts): boolean {
  const station = tenant.devices.find(({ displayName }) => displayName === 'STATION-01');
  return at === 'station' && (station?.isCompliant === true || station?.trustType === 'ServerAd');
}

const blocked: Barred = {
  code: 'AADSTS53003',
  text: 'You cannot access this right now. Your sign-in was successful, but does not meet the criteria to access this resource.',
};
const needsDevice: Barred = {
  code: 'AADSTS53000',
  text: 'Your device is required to be managed to access this resource.',
};

/** What a policy that applies has against a pass there; undefined when it is met. */
function unmet(tenant: Tenant, policy: Readonly<Record<string, unknown>>, at: Whereabouts) {
  const grant = grants.parse(policy['grantControls'] ?? null);
  if (grant === null) return undefined;
  const { builtInControls: controls, authenticationStrength: named } = grant;
  const strength = named === null ? undefined : tenant.shelves.strengths.get(named.id);
  const takesPass = combinations
    .parse(strength ?? {})
    .allowedCombinations.some((one) => one.startsWith('temporaryAccessPass'));
  const met = [
    ...controls.map((control) =>
      devices.has(control) ? isManaged(tenant, at) : control !== 'block' && control !== 'passwordChange',
    ),
    ...(named === null ? [] : [takesPass]),
  ];
  const enough = grant.operator === 'AND' ? met.every(Boolean) : met.some(Boolean);
  if (enough || met.length === 0) return undefined;
  return controls.some((control) => devices.has(control)) ? needsDevice : blocked;
}

function byConditionalAccess(tenant: Tenant, userId: string, at: Whereabouts): Barred | undefined {
  const common = { userId, context: null, clientAppType: 'browser', flow: null, ...places[at] };
  const signIns: readonly DescribedSignIn[] = stages.map((stage) => ({
    ...common,
    ...stage,
    signInRisk: 'none',
    userRisk: 'none',
  }));
  for (const policy of tenant.shelves.policies.values()) {
    if (policy['state'] !== 'enabled') continue;
    if (!signIns.some((signIn) => whatIf(tenant, policy, signIn) === 'notSet')) continue;
    const against = unmet(tenant, policy, at);
    if (against !== undefined) return against;
  }
  return undefined;
}

/** A provider of their own alone checks the second factor, and knows no pass (Graph: enforceMfaByFederatedIdp). */
function byFederation(tenant: Tenant, userId: string): Barred | undefined {
  const domain = tenant.people.get(userId)?.userPrincipalName.split('@').at(-1);
  const behavior = domains.find(({ name }) => name === domain)?.federation?.federatedIdpMfaBehavior;
  return behavior === 'enforceMfaByFederatedIdp'
    ? { code: 'AADSTS50107', text: 'Your own provider has to check the second factor.' }
    : undefined;
}

/** Why somebody who has signed in with a pass gets no further than the sign-in page; undefined when they do. */
export function barredWithPass(tenant: Tenant, userId: string, at: Whereabouts): Barred | undefined {
  return byConditionalAccess(tenant, userId, at) ?? byFederation(tenant, userId);
}

/**
 * Whether somebody is made to register at sign-in, in a registration that knows no passkeys. Who has a strong method
 * already is not. Source: Microsoft Entra, combined registration: FIDO2 keys can only be added in manage mode.
 */
export function isInterrupted(tenant: Tenant, userId: string): boolean {
  const strong = methodsOf(tenant, userId).some(({ kind }) => kind === 'fido2' || kind === 'authenticator');
  const { fido2, authenticator } = tenant.policies;
  const targets = [...fido2.includeTargets, ...authenticator.includeTargets];
  return !strong && targets.some((one) => one.isRegistrationRequired && hits(tenant, userId)(one));
}

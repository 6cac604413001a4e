import type { Application, TenantRequest } from '../../directory/index.ts';
import { byHand, changeNeeds, joined, nothingToDo, unread, type Change, type Plan } from './change.ts';
import type { PlanInput } from './change.ts';

const pathOf = ({ objectId }: Application): string => `/applications/${objectId}`;

interface Part {
  readonly id: string;
  readonly what: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly request: TenantRequest;
  readonly undo: Change['undo'];
}

/** Whoever relied on what is taken away is shut out, so each of these is asked about first. */
const taking = (part: Part): Plan => ({
  changes: [{ ...part, needs: changeNeeds.application, risk: 'can-lock-out', ready: true, policyId: null }],
  obstacles: [],
});

const patch = (application: Application, body: Readonly<Record<string, unknown>>): TenantRequest => ({
  method: 'PATCH',
  path: pathOf(application),
  body,
});

const local = 'http://localhost';

/** The address of the desk's own sign-in; nothing is taken away by adding it. */
const planOwnRedirect = (application: Application): Plan => {
  const { publicRedirects } = application;
  if (publicRedirects.includes(local)) return nothingToDo;
  const body = (redirectUris: readonly string[]) => ({ publicClient: { redirectUris } });
  return {
    changes: [
      {
        id: 'app.redirects.own',
        what: 'Let answers to sign-in come to the desk itself.',
        before: [`publicClient.redirectUris: ${publicRedirects.join(', ')}`],
        after: [`publicClient.redirectUris: ${[...publicRedirects, local].join(', ')}`],
        needs: changeNeeds.application,
        risk: 'none',
        ready: true,
        request: patch(application, body([...publicRedirects, local])),
        undo: {
          what: 'Take the desk’s own address out again.',
          risk: 'can-lock-out',
          request: patch(application, body(publicRedirects)),
        },
        policyId: null,
      },
    ],
    obstacles: [],
  };
};

/** Other addresses that get answers to sign-in, and grants without a code. */
const planOtherRedirects = (application: Application, { settings }: PlanInput): Plan => {
  const { publicRedirects, webRedirects, spaRedirects, implicitGrant } = application;
  const kept = publicRedirects.filter((uri) => settings.application.redirects.includes(uri));
  const others = [...publicRedirects.filter((uri) => !kept.includes(uri)), ...webRedirects, ...spaRedirects];
  if (others.length === 0 && !implicitGrant) return nothingToDo;
  const own = kept.includes(local) ? kept : [...kept, local];
  const off = { enableAccessTokenIssuance: false, enableIdTokenIssuance: false };
  const body = {
    publicClient: { redirectUris: own },
    web: { redirectUris: [], implicitGrantSettings: off },
    spa: { redirectUris: [] },
  };
  const back = {
    publicClient: { redirectUris: publicRedirects },
    web: { redirectUris: webRedirects, implicitGrantSettings: application.implicitGrants },
    spa: { redirectUris: spaRedirects },
  };
  return taking({
    id: 'app.redirects.others',
    what: 'Take every other address out to which answers to sign-in may go.',
    before: [...others.map((uri) => `redirect: ${uri}`), `implicit grant: ${implicitGrant ? 'on' : 'off'}`],
    after: [...own.map((uri) => `redirect: ${uri}`), 'implicit grant: off'],
    request: patch(application, body),
    undo: {
      what: 'Give the registration its addresses back.',
      risk: 'lowers-protection',
      request: patch(application, back),
    },
  });
};

/** The desk acts as the person who signed in; a credential of its own would act as nobody. */
const planCredentials = (application: Application): Plan => {
  const { secrets, certificates } = application;
  if (secrets + certificates === 0) return nothingToDo;
  return taking({
    id: 'app.credentials',
    what: 'Take every secret and certificate out of the registration of the desk.',
    before: [`passwordCredentials: ${secrets}`, `keyCredentials: ${certificates}`],
    after: ['passwordCredentials: 0', 'keyCredentials: 0'],
    request: patch(application, { passwordCredentials: [], keyCredentials: [] }),
    // Graph never gives a secret back.
    undo: {
      what: 'This cannot be taken back: make a new secret by hand.',
      risk: 'lowers-protection',
      request: null,
    },
  });
};

/** Permissions that everybody's consent gives beyond what the desk and the doctor use. */
const planLessConsent = ({ consent, settings }: PlanInput): Plan => {
  if (!consent.known) return unread('what the desk was consented to', consent);
  const { grant } = consent.value;
  if (grant === null) return nothingToDo;
  const { needed, allowed } = settings.application;
  const kept = grant.scopes.filter((name) => [...needed, ...allowed].includes(name));
  const others = grant.scopes.filter((name) => !kept.includes(name));
  if (others.length === 0) return nothingToDo;
  const path = `/oauth2PermissionGrants/${grant.id}`;
  const request = (scopes: readonly string[]): TenantRequest => ({
    method: 'PATCH',
    path,
    body: { scope: scopes.join(' ') },
  });
  // What is missing stays as it is here; a change of its own adds it.
  return {
    changes: [
      {
        id: 'app.consent.less',
        what: 'Take consent back for permissions that the desk does not need.',
        before: others.map((name) => `granted: ${name}`),
        after: others.map((name) => `not granted: ${name}`),
        needs: changeNeeds.consent,
        risk: 'can-lock-out',
        ready: true,
        request: request(kept),
        undo: {
          what: 'Consent to those permissions again.',
          risk: 'lowers-protection',
          request: request(grant.scopes),
        },
        policyId: null,
      },
    ],
    obstacles: [],
  };
};

/** Application permissions are taken away by whoever gave them; their assignments are not read here. */
const planApplicationPermissions = ({ application }: Application): Plan =>
  application.length === 0
    ? nothingToDo
    : byHand(
        `app.least-privilege: take the application permissions ${application.join(', ')} away from the desk by hand`,
      );

/** The desk's own registration: its addresses, no credentials, no permission too many. Source: facts about Graph, 12, 13. */
export const planApplication = (input: PlanInput): Plan => {
  const { application } = input.tenant;
  if (!application.known) return unread('the registration of the desk', application);
  if (application.value === null)
    return byHand(`tenant.clientId: there is no such application; register it by hand`);
  const { value } = application;
  return joined([
    planOwnRedirect(value),
    planOtherRedirects(value, input),
    planCredentials(value),
    planLessConsent(input),
    planApplicationPermissions(value),
  ]);
};

import { domains, type Domain } from '../../tenant/domains.ts';
import { guidOf } from '../../tenant/ids.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection } from '../collection.ts';
import { directoryDenied, notFound } from '../failure.ts';
import { activeRolesOf } from '../../tenant/membership.ts';
import { ROLE } from '../../tenant/role-templates.ts';

function domainIn(call: Call): Domain {
  const wanted = param(call, 'domain');
  const found = domains.find(({ name }) => name === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw notFound(wanted);
}

const shown = ({ name, federation }: Domain) => ({
  id: name,
  authenticationType: federation === null ? 'Managed' : 'Federated',
  isAdminManaged: true,
  isDefault: federation === null,
  isInitial: federation === null,
  isRoot: true,
  isVerified: true,
  supportedServices: [],
});

const getDomain = (call: Call): Reply => ({
  status: 200,
  body: {
    '@odata.context': `${call.origin}/${call.version}/$metadata#domains/$entity`,
    ...shown(domainIn(call)),
  },
});

/** Who may read how a domain is federated. Source: Graph, list internalDomainFederations. */
const readers: readonly string[] = [ROLE.globalReader, ROLE.securityReader, ROLE.securityAdministrator];

function listFederations(call: Call): Reply {
  const { caller, tenant } = call;
  const roles = caller.kind === 'app' ? null : activeRolesOf(tenant, caller.id);
  if (roles !== null && !readers.some((role) => roles.has(role))) throw directoryDenied();
  const { name, federation } = domainIn(call);
  const items = federation === null ? [] : [{ id: guidOf(`federation ${name}`), ...federation }];
  return answerCollection(call, { name: `domains('${name}')/federationConfiguration`, items });
}

const scopes = ['Domain.Read.All', 'Directory.Read.All'];

export const domainRoutes: readonly Route[] = [
  { method: 'GET', path: '/domains/:domain', scopes, handle: getDomain },
  { method: 'GET', path: '/domains/:domain/federationConfiguration', scopes, handle: listFederations },
];

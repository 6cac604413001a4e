import { holds, type Call, type Reply, type Route } from './call.ts';
import { directoryDenied, GraphFailure, methodsDenied } from './failure.ts';
import { groupRoutes } from './resources/groups.ts';
import { membershipRoutes } from './resources/memberships.ts';
import { methodRoutes } from './resources/methods.ts';
import { organizationRoutes } from './resources/organization.ts';
import { applicationRoutes } from './resources/applications.ts';
import { accessRoutes } from './resources/conditional-access.ts';
import { evaluateRoutes } from './resources/evaluate.ts';
import { domainRoutes } from './resources/domains.ts';
import { deviceRoutes } from './resources/devices.ts';
import { groupWriteRoutes } from './resources/group-writes.ts';
import { accessWriteRoutes } from './resources/conditional-access-writes.ts';
import { methodPolicyWriteRoutes } from './resources/method-policy-writes.ts';
import { policyWriteRoutes } from './resources/policy-writes.ts';
import { applicationWriteRoutes } from './resources/application-writes.ts';
import { unitWriteRoutes } from './resources/unit-writes.ts';
import { roleWriteRoutes } from './resources/role-writes.ts';
import { logRoutes } from './resources/logs.ts';
import { unitRoutes } from './resources/units.ts';
import { provisioningRoutes } from './resources/provisioning.ts';
import { policyRoutes } from './resources/policies.ts';
import { roleRoutes } from './resources/roles.ts';
import { userRoutes } from './resources/users.ts';

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function compile(route: Route): Compiled {
  const source = route.path
    .split(/(:[a-z]+)/)
    .map((part) => (part.startsWith(':') ? `(?<${part.slice(1)}>[^/']+)` : literal(part)))
    .join('');
  return { route, pattern: new RegExp(`^${source}$`, 'i') };
}

const table = [
  ...userRoutes,
  ...provisioningRoutes,
  ...methodRoutes,
  ...groupRoutes,
  ...membershipRoutes,
  ...roleRoutes,
  ...policyRoutes,
  ...groupWriteRoutes,
  ...accessRoutes,
  ...accessWriteRoutes,
  ...evaluateRoutes,
  ...methodPolicyWriteRoutes,
  ...policyWriteRoutes,
  ...applicationWriteRoutes,
  ...unitWriteRoutes,
  ...roleWriteRoutes,
  ...unitRoutes,
  ...applicationRoutes,
  ...deviceRoutes,
  ...logRoutes,
  ...organizationRoutes,
  ...domainRoutes,
].map(compile);

/** `/me/…` is `/users/{own id}/…` for a signed-in caller; `/me` itself has a route of its own. */
function withoutMe(call: Call): string {
  if (call.caller.kind === 'user' && /^\/me\//i.test(call.path))
    return `/users/${call.caller.id}${call.path.slice(3)}`;
  return call.path;
}

function requireScope(call: Call, route: Route): void {
  const { caller } = call;
  if (route.scopes === undefined) return;
  const has = (scope: string) => holds(caller, scope);
  if (route.scopes.some(has) && (route.also ?? []).every(has)) return;
  if (route.denial === 'methods') throw methodsDenied();
  if (route.denial === 'reports') {
    throw new GraphFailure(403, {
      code: 'Authentication_MSGraphPermissionMissing',
      message: `Calling principal does not have required MSGraph permissions ${route.scopes.join(',')}`,
    });
  }
  throw directoryDenied();
}

function noRoute(path: string, otherMethod: boolean): GraphFailure {
  if (otherMethod) {
    return new GraphFailure(405, {
      code: 'Request_BadRequest',
      message: 'Specified HTTP method is not allowed for the request target.',
    });
  }
  const segment = path.split('/').at(-1) ?? '';
  return new GraphFailure(404, {
    code: 'ResourceNotFound',
    message: `Resource not found for the segment '${segment}'.`,
  });
}

function decoded(groups: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(
      Object.entries(groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
    );
  } catch {
    throw new GraphFailure(400, { code: 'BadRequest', message: 'The path is not valid.' });
  }
}

/** Finds the resource of a request, checks the scope and answers. Throws GraphFailure for everything refused. */
export async function dispatch(call: Omit<Call, 'params'>): Promise<Reply> {
  const path = withoutMe({ ...call, params: {} });
  const matches = table.filter(({ pattern }) => pattern.test(path));
  const match = matches.find(({ route }) => route.method === call.method);
  if (match === undefined) throw noRoute(path, matches.length > 0);
  const full: Call = { ...call, path, params: decoded(match.pattern.exec(path)?.groups) };
  requireScope(full, match.route);
  return match.route.handle(full);
}

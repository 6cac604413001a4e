import { scopesOf, type Config } from '../../config/index.ts';

const graphHost = 'https://graph.microsoft.com';

/**
 * What the tenant's administrator is asked for before the desk can open: the registration, roles, groups and the
 * station. Pure.
 */
export const administratorList = (config: Config): readonly string[] => {
  const permissions = scopesOf(graphHost, config.badge)
    .filter((scope) => scope.startsWith(graphHost))
    .map((scope) => scope.slice(graphHost.length + 1));
  const groups = [...new Set(Object.values(config.groups))];
  const { deviceId } = config.policy.station;
  return [
    `An app registration ${config.tenant.clientId}: a public client ("mobile and desktop") with the redirect http://localhost, and no secret.`,
    `Delegated permissions with admin consent: ${permissions.join(', ')}.`,
    'For each operator: Authentication Administrator, active or eligible, best over an administrative unit; no role that changes the rules.',
    'For reading roles and the sign-in log: Security Reader for operators, or a reading identity of the station (tenant.reader).',
    `Security groups: ${groups.join(', ')}; in scope of the Temporary Access Pass method.`,
    deviceId === null
      ? 'The station managed, compliant and joined; then its device id for policy.station.deviceId. Until then the desk refuses everybody.'
      : `The station with device id ${deviceId} managed, compliant and joined.`,
    'Everything else of the tenant as a plan: tapdesk tenant plan.',
  ];
};

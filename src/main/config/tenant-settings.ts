import { clouds, type Cloud } from './clouds.ts';
import type { BadgeConfig } from '../badge/index.ts';
import type { GuestRules } from '../kiosk/index.ts';
import { ConfigError } from './read.ts';
import type { Config, SimulatedTenant } from './schema.ts';

/** Everything that follows from which tenant, in which cloud, the desk serves. */
export interface TenantSettings {
  readonly simulated: SimulatedTenant | null;
  readonly clientId: string;
  /** Such as `https://graph.microsoft.com`, without a version. */
  readonly graphHost: string;
  readonly authority: string;
  /** Under which the service publishes its configuration; Entra's v2.0 documents lie one step deeper. */
  readonly discovery: string;
  readonly knownAuthorities: readonly string[];
  readonly protocolMode: 'AAD' | 'OIDC';
  /** `host` of the page that takes the pass. */
  readonly signInHost: string;
  readonly securityInfoUrl: string;
  readonly securityInfoOnPhone: Cloud['securityInfoOnPhone'];
  /** Where a signed-in person sets a new password; with and without `{login_hint}`. */
  readonly passwordUrl: string;
  readonly passwordOnPhone: Cloud['securityInfoOnPhone'];
  /** Hosts of the service's own calls: Graph and tokens. */
  readonly serviceHosts: readonly string[];
  readonly operatorRules: GuestRules;
  readonly enrolleeRules: GuestRules;
}

const onLoopback = (address: string): boolean =>
  ['localhost', '127.0.0.1'].includes(new URL(address).hostname);

const withoutQuery = (address: string): string => address.split('?')[0] ?? address;

const simulatedSettings = (tenant: SimulatedTenant): TenantSettings => {
  const { graph, authority, securityInfo } = tenant;
  if (![graph, authority, securityInfo].every(onLoopback)) {
    throw new ConfigError(
      'tenant: a simulated tenant is on this machine; its addresses must be on localhost',
    );
  }
  const { host } = new URL(authority);
  const rules: GuestRules = { hosts: [host], resourceHosts: [], loopbackRedirect: true };
  return {
    simulated: tenant,
    clientId: tenant.clientId,
    graphHost: graph,
    authority,
    discovery: authority,
    knownAuthorities: [host],
    protocolMode: 'OIDC',
    signInHost: host,
    securityInfoUrl: `${securityInfo}?login_hint={login_hint}`,
    securityInfoOnPhone: { address: securityInfo, short: null },
    passwordUrl: `${securityInfo}/password?login_hint={login_hint}`,
    passwordOnPhone: { address: `${securityInfo}/password`, short: null },
    serviceHosts: [host, new URL(graph).host],
    operatorRules: rules,
    enrolleeRules: rules,
  };
};

/**
 * Derives hosts and addresses from the configuration.
 *
 * @throws ConfigError when the simulated tenant is configured without the switch, or the switch given without it
 */
export const tenantSettings = (config: Config, simulatedChosen: boolean): TenantSettings => {
  const { tenant } = config;
  if (tenant.cloud === 'simulated') {
    if (!simulatedChosen)
      throw new ConfigError('tenant.cloud: a simulated tenant needs the switch --simulated');
    return simulatedSettings(tenant);
  }
  if (simulatedChosen) {
    throw new ConfigError('tenant.cloud: --simulated was given, but the configuration names a real tenant');
  }
  const cloud = clouds[tenant.cloud];
  const authority = `${cloud.loginHost}/${tenant.tenantId}`;
  const rules: GuestRules = {
    hosts: cloud.guestHosts,
    resourceHosts: cloud.guestResourceHosts,
    loopbackRedirect: true,
  };
  return {
    simulated: null,
    clientId: tenant.clientId,
    graphHost: cloud.graphHost,
    authority,
    discovery: `${authority}/v2.0`,
    knownAuthorities: [new URL(cloud.loginHost).host],
    protocolMode: 'AAD',
    signInHost: new URL(cloud.loginHost).host,
    securityInfoUrl: cloud.securityInfoUrl,
    securityInfoOnPhone: cloud.securityInfoOnPhone,
    passwordUrl: cloud.passwordUrl,
    passwordOnPhone: { address: withoutQuery(cloud.passwordUrl), short: null },
    serviceHosts: [new URL(cloud.loginHost).host, new URL(cloud.graphHost).host],
    operatorRules: rules,
    enrolleeRules: rules,
  };
};

const readsSecurityAttributes = ({ mapping }: Pick<BadgeConfig, 'mapping'>): boolean =>
  Object.values(mapping).some((rule) => rule?.by === 'custom-security-attribute');

/**
 * What the desk asks the operator's consent for, least first. Source: facts, "Least-privilege bundles"; the
 * names are qualified by the cloud's own Graph host.
 */
export const scopesOf = (graphHost: string, badge?: Pick<BadgeConfig, 'mapping'>): readonly string[] =>
  [
    'User.Read.All',
    'UserAuthMethod-TAP.ReadWrite.All',
    'UserAuthenticationMethod.Read.All',
    // A lost or replaced phone: what was on it is removed once the new method is proven.
    'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
    'UserAuthMethod-Passkey.ReadWrite.All',
    'UserAuthMethod-Phone.ReadWrite.All',
    'GroupMember.ReadWrite.All',
    'RoleManagement.Read.Directory',
    'RoleAssignmentSchedule.Read.Directory',
    'RoleEligibilitySchedule.Read.Directory',
    // Whether the unit over which an operator holds the role holds the person.
    'AdministrativeUnit.Read.All',
    'Policy.Read.AuthenticationMethod',
    // Conditional Access, before the desk opens.
    'Policy.Read.All',
    // Whether the person's own provider alone checks the second factor.
    'Domain.Read.All',
    // The station itself: compliant, managed, seen lately.
    'Device.Read.All',
    // Passes that others created; takes a role that reads logs as well, and stays unknown without it.
    'AuditLog.Read.All',
    'User.RevokeSessions.All',
    // Only where badges are looked up by such an attribute.
    ...(badge !== undefined && readsSecurityAttributes(badge)
      ? ['CustomSecAttributeAssignment.Read.All']
      : []),
  ].map((name) => `${graphHost}/${name}`);

/** What an approver's own session asks for: who they are and which roles they hold, nothing about anybody else. */
export const approverScopesOf = (graphHost: string): readonly string[] =>
  ['User.Read', 'RoleManagement.Read.Directory', 'RoleAssignmentSchedule.Read.Directory'].map(
    (name) => `${graphHost}/${name}`,
  );

/** The same of whoever approves for another desk: who the people are that it names has to be read here. */
export const approverElsewhereScopesOf = (graphHost: string): readonly string[] => [
  ...approverScopesOf(graphHost),
  `${graphHost}/User.Read.All`,
];

/**
 * The ids of all checks, by what they look at. Stable: scripts, journal entries and the simulated tenant's variants
 * name them. The comment says when the check is fine; the check's own file says why.
 */
export const checkIds = [
  // Who may do what. Operators are all who hold an issuing role (Authentication Administrator, Privileged
  // Authentication Administrator; active or eligible; directly or through a group) or own a group of passes.
  /** No operator holds Global Administrator. */
  'roles.global-admin-operator',
  /** No operator also holds one of `policy.separatedRoleIds`, or manages policy or roles. */
  'roles.separation',
  /** The watched roles are eligible or end some day; standing ones belong to emergency accounts alone. */
  'roles.permanent',
  /** Nobody holds Helpdesk Administrator or Password Administrator over the whole tenant. */
  'roles.helpdesk-tenant-wide',
  /** Each issuing role is held where `policy.operatorScopes` says, over a unit that exists and has members. */
  'roles.unit-scope',
  /** Each role of the guide's table is held, or may be activated, by somebody beside emergency accounts. */
  'roles.assigned',
  /** Somebody who is not an operator holds Security Reader or Global Reader. */
  'roles.reviewer',

  // Conditional Access and security defaults.
  /** An enabled policy blocks `exchangeActiveSync` and `other` for all users and apps. */
  'access.legacy-authentication',
  /** An enabled policy blocks `deviceCodeFlow` for all users and apps. */
  'access.device-code-flow',
  /** Security defaults are off, since Conditional Access is what enforces here. */
  'access.security-defaults',
  /** Enabled policies want a phishing-resistant strength of every administrator, in all apps. */
  'access.administrators-mfa',
  /** An enabled policy guards `urn:user:registersecurityinfo` for the pass groups by a strength with the pass in it. */
  'access.registration',
  /** An enabled policy wants MFA or a strength of the pass groups in all apps, by browser, mobile and desktop. */
  'access.pass-users',
  /** No enabled policy carries `mfa` and a strength together. */
  'access.mfa-and-strength',
  /** No enabled policy asks of the pass groups a strength that a pass cannot meet. */
  'access.pass-lockout',
  /** The policies of the baseline leave out emergency accounts and pass groups only; no place, platform or device. */
  'access.carve-outs',
  /** An enabled policy holds pass users to a compliant or hybrid-joined device or to trusted locations. */
  'access.pass-place',
  /** An enabled policy blocks sign-ins of high risk for the pass groups. */
  'access.sign-in-risk',

  // Emergency-access accounts: `policy.emergencyAccessIds`.
  /** At least one is configured; each exists, is enabled and holds Global Administrator for good. */
  'emergency.usable',
  /** None is synchronised from elsewhere. */
  'emergency.cloud-only',
  /** Each is left out of every enabled policy that blocks or requires something. */
  'emergency.excluded',
  /** None is in scope of the pass. */
  'emergency.pass-scope',

  // The Temporary Access Pass method.
  'pass.enabled',
  /** Included are groups of the desk alone, and all of them; not everybody, no single people. */
  'pass.selected-groups',
  /** No group of the desk is excluded. */
  'pass.exclusions',
  'pass.one-time',
  /** Every lifetime the desk asks for is allowed, and nothing longer than the baseline allows. */
  'pass.lifetimes',
  /** `defaultLength` is at least `posture.minimumPassLength` (10). */
  'pass.length',

  // The desk's groups.
  'groups.exist',
  /** Security-enabled, not mail-enabled, not synchronised. */
  'groups.kind',
  'groups.not-dynamic',
  'groups.not-role-assignable',
  /** Each has an owner, and every owner holds an issuing role. */
  'groups.owners',
  /** Nobody is a member who joined more than `posture.memberHours` (4) ago, beside `posture.expectedMemberIds`. */
  'groups.stale-members',

  // What people register.
  /** Fido2 is on, with self-service set-up, for the pass groups. */
  'methods.fido2',
  /** A passkey profile in reach of the pass groups takes device-bound passkeys, by the models the desk offers. */
  'methods.passkey-profiles',
  /** Authenticator is on for the pass groups, not by `push` alone. */
  'methods.authenticator',

  // The app registration.
  /** Every permission the desk needs is granted. */
  'app.permissions-granted',
  /** No other delegated permission, and no application permission that writes, is granted. */
  'app.least-privilege',
  /** Redirects are `http://localhost` and the broker's; none on the web, no implicit grants. */
  'app.redirects',
  /** No password and no key credential. */
  'app.no-secrets',
  /** It has an owner, and no operator is one. */
  'app.owners',

  // Logs.
  'logs.audit',
  'logs.sign-ins',
  /** A plan with Entra ID P1, and with P2 where roles are to be eligible. */
  'logs.licence',
  /** The tenant keeps logs at least `posture.logRetentionDays` (30). */
  'logs.retention',

  // The station: its device by Graph, then what it knows of itself.
  /** The device is there and enabled. */
  'station.device',
  'station.compliant',
  /** Entra joined, or hybrid joined. */
  'station.join',
  /** Seen within `posture.deviceSeenDays` (30), and compliance not run out. */
  'station.age',
  'station.edition',
  'station.shell',
  'station.keyboard-filter',
  'station.account',
  'station.debugger',
  'station.fuses',
  'station.package',
  'station.displays',
  'station.clock',
  'station.disk',
  'station.encryption',
  'station.journal',
  'station.key',
] as const;

export type CheckId = (typeof checkIds)[number];

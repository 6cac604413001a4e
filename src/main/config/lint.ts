import { isOpen, roleIds, roleName, type PolicyConfig } from '../policy/index.ts';
import type { Config } from './schema.ts';

/** One setting that is weaker than what the documents under requirements ask for. */
export interface LintFinding {
  readonly setting: string;
  readonly requirement: string;
  /** In English, for the command line: what is so, and what to do. */
  readonly message: string;
}

interface Check extends LintFinding {
  readonly isWeak: (policy: PolicyConfig, config: Config) => boolean;
}

const issuing: readonly string[] = [
  roleIds.authenticationAdministrator,
  roleIds.privilegedAuthenticationAdministrator,
];

const mustBeSeparate = [
  roleIds.globalAdministrator,
  roleIds.privilegedRoleAdministrator,
  roleIds.conditionalAccessAdministrator,
  roleIds.securityAdministrator,
  roleIds.authenticationPolicyAdministrator,
];

/** Whether every day of the week is open from its first minute to its last, and in between. */
const neverCloses = ({ hours }: PolicyConfig): boolean =>
  (['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const).every((weekday) =>
    ['00:00', '03:00', '12:00', '23:59'].every(
      (time) => isOpen({ ...hours, holidays: [] }, { date: '', time, weekday }) === 'open',
    ),
  );

const provesIdentity = new Set(['face-photo', 'document', 'manager-vouches']);

const person: readonly Check[] = [
  {
    setting: 'policy.emergencyAccessIds',
    requirement: 'TAP for CMMC Level 2, privileged access',
    message:
      'No emergency-access account is named, by id or by group. Name them, so that none can get a pass.',
    isWeak: (policy) => policy.emergencyAccessIds.length + policy.emergencyAccessGroupIds.length === 0,
  },
  {
    setting: 'policy.badgeStrength',
    requirement: 'TAP for CMMC Level 2, identity proofing',
    message:
      'A typed number is enough for somebody who already has an account. Ask for `identifier` at least.',
    isWeak: ({ badgeStrength: needed }) =>
      needed['lost-phone'] === 'typed' || needed['re-registration'] === 'typed',
  },
  {
    setting: 'badge.technologies',
    requirement: 'TAP for CMMC Level 2, identity proofing',
    message:
      'A scenario asks for a badge that signs, or for its PIN, and none is read here, which refuses everybody. Add `piv`, and `pin`.',
    isWeak: ({ badgeStrength: needed }, { badge }) =>
      Object.values(needed).some(
        (one) =>
          (one.startsWith('signed') && !badge.technologies.includes('piv')) ||
          (one === 'signed-with-pin' && !badge.piv.pin),
      ),
  },
  {
    setting: 'badge.piv.revocation',
    requirement: 'NIST SP 800-116 Rev. 1, 5.2',
    message:
      'A card that was reported lost can still be used: ask for `crl` or `ocsp`, and accept nothing unknown.',
    isWeak: (_, { badge: { technologies, piv } }) =>
      technologies.includes('piv') && (piv.revocation.by === 'none' || piv.revocation.acceptUnknown),
  },
  {
    setting: 'policy.cardPresence',
    requirement: 'TAP for CMMC Level 2, walking away and swapped badges',
    message:
      'A card may be taken off its reader before the new method is there. Ask for `until-registered` at least.',
    isWeak: ({ cardPresence: asked }) =>
      Object.values(asked).some((one) => one === 'not-asked' || one === 'until-pass'),
  },
  {
    setting: 'policy.proofing.scripts',
    requirement: 'TAP for CMMC Level 2, identity proofing steps',
    message: 'A script compares neither face nor document and asks no manager. Add such a step.',
    isWeak: ({ proofing }) =>
      Object.values(proofing.scripts).some(
        ({ steps }) => !steps.some(({ kind }) => provesIdentity.has(kind)),
      ),
  },
  {
    setting: 'policy.proofing.training',
    requirement: 'CMMC AT.L2-3.2.2',
    message: 'There is no list of operators whose training is in date. Keep one under `training.validUntil`.',
    isWeak: ({ proofing }) => proofing.training === null,
  },
  {
    setting: 'policy.repeats.tenantAudit',
    requirement: 'Zero trust guide 5.1, multiple passes for the same user',
    message:
      'Passes that others created do not count. Set it to true and let the operator read the audit log.',
    isWeak: ({ repeats }) => !repeats.tenantAudit,
  },
  {
    setting: 'policy.repeats',
    requirement: 'Zero trust guide 5.1, multiple passes for the same user',
    message: 'Repeated passes need consent later than at the third in a day.',
    isWeak: ({ repeats }) => repeats.passes > 2 || repeats.minutes < 1_440,
  },
];

const pass: readonly Check[] = [
  {
    setting: 'policy.usableOnce',
    requirement: 'Zero trust guide 2.1, single-use only',
    message: 'Passes are not asked to be one-time, which refuses everybody. Set it to true.',
    isWeak: ({ usableOnce }) => !usableOnce,
  },
  {
    setting: 'policy.lifetimeMinutes',
    requirement: 'Zero trust guide 2.1; TAP for CMMC Level 2, settings',
    message: 'The lifetime suits neither document: 60 minutes satisfy both.',
    isWeak: ({ lifetimeMinutes }) => lifetimeMinutes < 30 || lifetimeMinutes > 120,
  },
  {
    setting: 'policy.privileged.lifetimeMinutes',
    requirement: 'Zero trust guide 2.2, 15 minutes maximum',
    message: 'Passes of privileged people live longer than 15 minutes.',
    isWeak: ({ privileged }) => privileged.lifetimeMinutes > 15,
  },
  {
    setting: 'policy.privileged.restrictedBy',
    requirement: 'Zero trust guide 2.2, extra restrictions',
    message: 'The privileged path is open, but no Conditional Access policy is named that restricts it.',
    isWeak: ({ privileged }) => privileged.allowed && privileged.restrictedBy === null,
  },
  {
    setting: 'policy.hours',
    requirement: 'Zero trust guide 5.1, issuance outside business hours',
    message: 'The site never closes, so that nothing can be outside its hours. Set the hours of the desk.',
    isWeak: neverCloses,
  },
  {
    setting: 'policy.rollout',
    requirement: 'Zero trust guide, phased implementation',
    message: 'The phase has no groups, which refuses everybody. Name them.',
    isWeak: ({ rollout }) =>
      (rollout.phase === 'pilot' && rollout.pilotGroupIds.length === 0) ||
      (rollout.phase === 'expansion' && rollout.expansionGroupIds.length === 0),
  },
];

const people: readonly Check[] = [
  {
    setting: 'policy.operatorRoleIds',
    requirement: 'Zero trust guide 0.1, least privilege',
    message: `Operators may issue by another role than ${issuing.map(roleName).join(' or ')}.`,
    isWeak: ({ operatorRoleIds }) => operatorRoleIds.some((id) => !issuing.includes(id)),
  },
  {
    setting: 'policy.separatedRoleIds',
    requirement: 'TAP for CMMC Level 2, separation of duties',
    message: `Operators may hold a role that changes the rules. All of these belong into the list: ${mustBeSeparate.map(roleName).join(', ')}.`,
    isWeak: ({ separatedRoleIds }) => mustBeSeparate.some((id) => !separatedRoleIds.includes(id)),
  },
  {
    setting: 'policy.approval.freshMinutes',
    requirement: 'TAP for CMMC Level 2, dual approval',
    message: 'An approval counts for more than a quarter of an hour after the approver signed in.',
    isWeak: ({ approval }) => approval.freshMinutes > 15,
  },
  {
    setting: 'policy.privileged.operatorRoleIds',
    requirement: 'Zero trust guide 0.1, privileged authentication administrator',
    message: 'Passes of privileged people may be issued by a role that is not for them.',
    isWeak: ({ privileged }) =>
      privileged.operatorRoleIds.some((id) => id !== roleIds.privilegedAuthenticationAdministrator),
  },
  {
    setting: 'policy.rates',
    requirement: 'TAP for CMMC Level 2, no reusable help desk shortcut',
    message: 'More passes are ordinary than people can be verified in the time: one a minute at most.',
    isWeak: ({ rates: { operator, station } }) =>
      operator.passes > operator.minutes || station.passes > station.minutes,
  },
];

const station: readonly Check[] = [
  {
    setting: 'policy.station.required',
    requirement: 'Zero trust guide 3.2, compliant or hybrid joined device',
    message: 'The station need not be managed and compliant. Set it to true.',
    isWeak: ({ station: { required } }) => !required,
  },
  {
    setting: 'policy.station.deviceId',
    requirement: 'Zero trust guide 3.2, compliant or hybrid joined device',
    message: 'No device id is set, which refuses everybody. Set what `dsregcmd /status` calls DeviceId.',
    isWeak: ({ station: { required, deviceId } }) => required && deviceId === null,
  },
  {
    setting: 'policy.station.joinTypes',
    requirement: 'Zero trust guide 3.2, compliant or hybrid joined device',
    message: 'A station that is only registered is enough. Leave `registered` out.',
    isWeak: ({ station: { joinTypes } }) => joinTypes.includes('registered'),
  },
  {
    setting: 'policy.station.seenWithinDays',
    requirement: 'TAP for CMMC Level 2, compromised laptop',
    message: 'A station may not have been seen for more than a month.',
    isWeak: ({ station: { seenWithinDays } }) => seenWithinDays > 31,
  },
  {
    setting: 'window.kiosk',
    requirement: 'TAP for CMMC Level 2, device hardening',
    message: 'The window is not locked down. Set it to true at a real desk.',
    isWeak: (_, { window }) => !window.kiosk,
  },
  {
    setting: 'close.revokeSignInSessions',
    requirement: 'Zero trust guide 5.2, revoke immediately',
    message: "The person's other sign-in sessions outlive the enrollment. Set it to true.",
    isWeak: (_, { close }) => !close.revokeSignInSessions,
  },
];

/** Every setting that is weaker than the requirements' baseline; empty when none is. Pure. */
export const lintConfig = (config: Config): readonly LintFinding[] =>
  [...person, ...pass, ...people, ...station]
    .filter(({ isWeak }) => isWeak(config.policy, config))
    .map(({ setting, requirement, message }) => ({ setting, requirement, message }));

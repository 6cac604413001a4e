import { z } from 'zod';
import { proofingSettings } from './proofing-settings.ts';
import { badgeStrength, cardPresence, registrationWay } from '../../shared/index.ts';
import { calendar } from './calendar.ts';
import { roleIds } from './roles.ts';

/**
 * Lifetimes of the two documents under requirements, in minutes, both bounds included; and the most that a privileged
 * person's pass may live in either. Sources: zero trust guide 2.1 and 2.2; TAP for CMMC Level 2, settings.
 */
export const baselines = {
  'zero-trust': { minimumMinutes: 30, maximumMinutes: 60, privilegedMaximumMinutes: 15 },
  'cmmc-level-2': { minimumMinutes: 60, maximumMinutes: 120, privilegedMaximumMinutes: 15 },
} as const;
export type BaselineName = keyof typeof baselines;

const objectId = z.string().min(1).max(64);
const roleId = objectId;
/** The tenant tells the membership of twenty groups in one question: four kinds share it with the scenarios'. */
const fewGroups = z.array(objectId).max(4);

const windowOf = (passes: number, minutes: number) =>
  z
    .strictObject({
      /** So many passes in the window are ordinary; one more is not. */
      passes: z.int().min(1).max(1_000).default(passes),
      minutes: z.int().min(1).max(43_200).default(minutes),
    })
    .prefault({});

const repeats = z
  .strictObject({
    passes: z.int().min(1).max(100).default(2),
    minutes: z.int().min(60).max(43_200).default(1_440),
    /** Whether passes that others created count too: the tenant's audit log must then be readable. */
    tenantAudit: z.boolean().default(true),
  })
  .prefault({});

const rollout = z
  .strictObject({
    /**
     * Source: zero trust guide, "Implementation should be phased" and Phase 7. `onboarding-only` is the last one:
     * new hires, and privileged people in an emergency.
     */
    phase: z.enum(['pilot', 'expansion', 'everyone', 'onboarding-only']).default('everyone'),
    pilotGroupIds: fewGroups.default([]),
    expansionGroupIds: fewGroups.default([]),
  })
  .prefault({});

const station = z
  .strictObject({
    /** The device id that the tenant knows this machine by (`dsregcmd /status`), not its object id. */
    deviceId: z.string().min(1).max(64).nullable().default(null),
    /** False only where the tenant manages no devices. */
    required: z.boolean().default(true),
    joinTypes: z
      .array(z.enum(['entra', 'hybrid', 'registered']))
      .min(1)
      .default(['entra', 'hybrid']),
    seenWithinDays: z.int().min(1).max(365).default(30),
  })
  .prefault({});

const approval = z
  .strictObject({
    /** Role ids of which an approver must hold one, active. */
    roleIds: z
      .array(roleId)
      .min(1)
      .default([roleIds.authenticationAdministrator, roleIds.privilegedAuthenticationAdministrator]),
    /** The same where a supervisor has to approve: outside the site's hours. */
    supervisorRoleIds: z.array(roleId).min(1).default([roleIds.securityReader]),
    /** How long after the approver's sign-in an approval counts. */
    freshMinutes: z.int().min(1).max(60).default(5),
  })
  .prefault({});

const privileged = z
  .strictObject({
    /** False: privileged people are refused, and told where to go. */
    allowed: z.boolean().default(false),
    lifetimeMinutes: z.int().min(10).max(43_200).default(15),
    operatorRoleIds: z.array(roleId).min(1).default([roleIds.privilegedAuthenticationAdministrator]),
    approverRoleIds: z.array(roleId).min(1).default([roleIds.privilegedAuthenticationAdministrator]),
    /** How many people besides the operator must consent. */
    approvals: z.int().min(1).max(2).default(1),
    /** Name of the Conditional Access policy that restricts privileged people further; null: nobody has said. */
    restrictedBy: z.string().min(1).max(256).nullable().default(null),
  })
  .prefault({});

const ways = z
  .strictObject({
    /** Ways to register that the site offers. A key that is provisioned needs keys to give away: who has some says so. */
    offered: z
      .array(registrationWay)
      .min(1)
      .default(registrationWay.exclude(['provisioned-key']).options),
    /** True where people sign in by password too: Authenticator that confirms one is of use then. */
    passwordsInUse: z.boolean().default(false),
    /** True where self-service password reset or ID Protection make people register at sign-in: Graph does not show it. */
    forcedRegistration: z.boolean().default(false),
    /** Whether the station is in a network that Conditional Access trusts. */
    trustedNetwork: z.boolean().default(true),
  })
  .prefault({});

/** What a site may set. Everything has a default that meets the documents; what is not known refuses. */
export const policyConfig = z.strictObject({
  baseline: z.enum(['zero-trust', 'cmmc-level-2']).default('zero-trust'),
  /** Absolute bounds of Graph; the baseline's and the tenant's own are rules. */
  lifetimeMinutes: z.int().min(10).max(43_200).default(60),
  usableOnce: z.boolean().default(true),
  /** Object ids of emergency-access accounts: they never get a pass at the desk. */
  emergencyAccessIds: z.array(objectId).default([]),
  /** Ids of groups whose members are emergency-access accounts. */
  emergencyAccessGroupIds: fewGroups.default([]),
  /** Ids of groups whose members wait: an investigation, a leave, a dispute. */
  holdGroupIds: fewGroups.default([]),
  syncedAccounts: z.enum(['allowed', 'refused']).default('allowed'),
  /** How sure a badge read has to be, at least. */
  badgeStrength: z
    .strictObject({
      'new-hire': badgeStrength.default('typed'),
      'lost-phone': badgeStrength.default('identifier'),
      're-registration': badgeStrength.default('identifier'),
    })
    .prefault({}),
  /**
   * How long a card has to stay on its reader. Source: facts about faults, F6: taken away before the pass ends the
   * enrollment, after it takes the pass back.
   */
  cardPresence: z
    .strictObject({
      uid: cardPresence.default('until-registered'),
      piv: cardPresence.default('until-registered'),
    })
    .prefault({}),
  hours: calendar.prefault({}),
  repeats,
  rates: z.strictObject({ operator: windowOf(30, 60), station: windowOf(60, 60) }).prefault({}),
  rollout,
  station,
  /** Role ids of which the operator must hold one, active. */
  operatorRoleIds: z
    .array(roleId)
    .min(1)
    .default([roleIds.authenticationAdministrator, roleIds.privilegedAuthenticationAdministrator]),
  /** Where such a role may be held: `/` for the whole tenant, `/administrativeUnits/ID` for people in that unit. */
  operatorScopes: z.array(z.string().min(1)).min(1).default(['/']),
  /** A role that ends sooner than this is pointed out. */
  roleEndWarningMinutes: z.int().min(0).max(1_440).default(30),
  /** Role ids that operator and approver must not hold at the same time (separation of duties). */
  separatedRoleIds: z
    .array(roleId)
    .default([
      roleIds.globalAdministrator,
      roleIds.privilegedRoleAdministrator,
      roleIds.conditionalAccessAdministrator,
      roleIds.securityAdministrator,
      roleIds.authenticationPolicyAdministrator,
    ]),
  /** The script by which the operator makes sure who stands there, and their training for it. */
  proofing: proofingSettings.prefault({}),
  ways,
  /**
   * Whether people set a new password once their new method is there. Source: zero trust guide 4.3, "Change/set
   * password (if applicable)". `offered`: they may leave it out.
   */
  passwordChange: z.enum(['not-asked', 'offered', 'required']).default('not-asked'),
  approval,
  privileged,
});
export type PolicyConfig = z.infer<typeof policyConfig>;

/** Groups that the policy has to know the person's membership of, besides the scenarios' own. */
export const policyGroupIds = (config: PolicyConfig): readonly string[] => [
  ...new Set([...config.emergencyAccessGroupIds, ...config.holdGroupIds, ...phaseGroupIds(config)]),
];

/** Groups of the present phase; empty where the phase is not bound to groups. */
export const phaseGroupIds = ({ rollout: { phase, pilotGroupIds, expansionGroupIds } }: PolicyConfig) => {
  if (phase === 'pilot') return pilotGroupIds;
  return phase === 'expansion' ? [...pilotGroupIds, ...expansionGroupIds] : [];
};

import { z } from 'zod';

/** How far the plan goes; each phase contains the one before. Source: Zero trust guide, phased rollout. */
export const rolloutPhase = z.enum(['report-only', 'pilot', 'everyone']);
export type RolloutPhase = z.infer<typeof rolloutPhase>;

/** What a site wants `tapdesk tenant plan` to hold its tenant to, beside what follows from its other settings. */
export const desiredConfig = z.strictObject({
  /** `report-only`: policies are there and judge nobody; `pilot`: for the pilot group; `everyone`: for all. */
  phase: rolloutPhase.default('report-only'),
  /** Display name of the group that goes first; it exists already. */
  pilotGroup: z.string().min(1).max(256).nullable().default(null),
  /** Object ids of who owns the groups of the desk: each holds an issuing role. */
  groupOwnerIds: z.array(z.string().min(1)).default([]),
  /** Name of the strength that includes the pass; Graph allows 30 characters. */
  strengthName: z.string().min(1).max(30).default('Tapdesk pass or passkey'),
  /** What registers beside the pass, as Graph's authenticationMethodModes. */
  strengthCombinations: z
    .array(z.string().min(1))
    .min(1)
    .default(['fido2', 'windowsHelloForBusiness', 'x509CertificateMultiFactor', 'deviceBasedPush']),
  /** Administrative units, and who may issue passes over each of them; `policy.operatorScopes` says where operators may. */
  units: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(256),
        operatorIds: z.array(z.guid()).default([]),
        role: z
          .enum(['Authentication Administrator', 'Privileged Authentication Administrator'])
          .default('Authentication Administrator'),
      }),
    )
    .default([]),
  /** The application that administrators sign in to for changes; never the desk's own, which may change no policy. */
  administrationClientId: z.string().min(1).nullable().default(null),
});
export type DesiredConfig = z.infer<typeof desiredConfig>;

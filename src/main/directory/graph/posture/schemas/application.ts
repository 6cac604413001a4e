import { z } from 'zod';

const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const uris = z
  .object({ redirectUris: strings })
  .nullish()
  .transform((value) => value?.redirectUris ?? []);
const credentials = z
  .array(z.unknown())
  .nullish()
  .transform((value) => value?.length ?? 0);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true);

const web = z.object({
  redirectUris: strings,
  implicitGrantSettings: z
    .object({ enableAccessTokenIssuance: flag, enableIdTokenIssuance: flag })
    .nullish()
    .transform((value) => value ?? { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }),
});

/** Source: Graph application; credentials are counted, never kept. */
export const applicationAnswer = z.object({
  id: z.string().min(1),
  publicClient: uris,
  spa: uris,
  web: web.nullish().transform((value) => value ?? web.parse({})),
  passwordCredentials: credentials,
  keyCredentials: credentials,
});

export const applicationSelect = Object.keys(applicationAnswer.shape).join(',');

/** Source: Graph oAuth2PermissionGrant; `scope` is a list joined by spaces. */
export const permissionGrantAnswer = z.object({
  scope: z.string().nullish(),
  consentType: z.string().nullish(),
});

/** Source: Graph appRoleAssignment. */
export const appRoleAnswer = z.object({ appRoleId: z.string(), resourceId: z.string() });

/** The names of a service's application permissions. Source: Graph servicePrincipal. */
export const resourceAnswer = z.object({
  appRoles: z.array(z.object({ id: z.string(), value: z.string().nullish() })),
});

/** Source: Graph subscribedSku. */
export const skuAnswer = z.object({
  capabilityStatus: z.string().nullish(),
  servicePlans: z
    .array(z.object({ servicePlanName: z.string(), provisioningStatus: z.string().nullish() }))
    .nullish(),
});

/** Service plans of subscriptions that run. */
export const plansOf = (skus: readonly z.infer<typeof skuAnswer>[]): readonly string[] => [
  ...new Set(
    skus
      .filter(({ capabilityStatus }) => capabilityStatus === 'Enabled' || capabilityStatus === 'Warning')
      .flatMap(({ servicePlans }) => servicePlans ?? [])
      .filter(({ provisioningStatus }) => provisioningStatus !== 'Disabled')
      .map(({ servicePlanName }) => servicePlanName),
  ),
];

/** Template ids of built-in roles that the checks look at. Source: Microsoft Entra built-in roles. */
export const watched = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  authenticationPolicyAdministrator: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  conditionalAccessAdministrator: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  helpdeskAdministrator: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  passwordAdministrator: '966707d0-3269-4727-9be2-8c3a10f19b9d',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const;

/** Either may create a pass for others. Source: facts about roles, "who may act on whom". */
export const issuingRoles: ReadonlySet<string> = new Set([
  watched.authenticationAdministrator,
  watched.privilegedAuthenticationAdministrator,
]);

/** Roles that change what the desk is held to. Source: CMMC guide, separation of duties. */
export const governingRoles: readonly string[] = [
  watched.privilegedRoleAdministrator,
  watched.authenticationPolicyAdministrator,
  watched.conditionalAccessAdministrator,
  watched.securityAdministrator,
];

/** The table of the zero trust guide, 0.1. */
export const guideRoles: readonly string[] = [
  watched.authenticationPolicyAdministrator,
  watched.privilegedAuthenticationAdministrator,
  watched.authenticationAdministrator,
  watched.securityReader,
  watched.privilegedRoleAdministrator,
];

/** Roles that are powerful enough that nobody should hold them all the time. */
export const momentousRoles: ReadonlySet<string> = new Set([
  watched.globalAdministrator,
  ...governingRoles,
  ...issuingRoles,
]);

/** Roles whose holders sign in by something that cannot be phished. Source: zero trust guide, 0.3. */
export const administratorRoles: readonly string[] = [
  ...momentousRoles,
  watched.helpdeskAdministrator,
  watched.passwordAdministrator,
  watched.userAdministrator,
];

/** Template ids of built-in roles the rules name. Source: Microsoft Entra built-in roles, permissions reference. */
export const roleIds = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  authenticationPolicyAdministrator: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  conditionalAccessAdministrator: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
} as const;

const names: Readonly<Record<string, string>> = {
  [roleIds.globalAdministrator]: 'Global Administrator',
  [roleIds.privilegedAuthenticationAdministrator]: 'Privileged Authentication Administrator',
  [roleIds.authenticationAdministrator]: 'Authentication Administrator',
  [roleIds.privilegedRoleAdministrator]: 'Privileged Role Administrator',
  [roleIds.authenticationPolicyAdministrator]: 'Authentication Policy Administrator',
  [roleIds.conditionalAccessAdministrator]: 'Conditional Access Administrator',
  [roleIds.securityAdministrator]: 'Security Administrator',
  '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f': 'Security Operator',
  [roleIds.securityReader]: 'Security Reader',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8': 'Helpdesk Administrator',
  'fe930be7-5e62-47db-91af-98c3a49a38b1': 'User Administrator',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451': 'Global Reader',
  'fdd7a751-b60b-444a-984c-02652fe8fa1c': 'Groups Administrator',
  '966707d0-3269-4727-9be2-8c3a10f19b9d': 'Password Administrator',
  '3a2c62db-5318-420d-8d74-23affee5d9d5': 'Intune Administrator',
};

/** The role's English name, as Microsoft's pages spell it, or its id when it is none of the known ones. */
export const roleName = (roleId: string): string => names[roleId] ?? roleId;

/**
 * The only roles a person may hold and still be managed by an Authentication Administrator. Every other one,
 * known, custom or unheard of, counts as privileged. Source: Microsoft Entra, "Who can perform sensitive actions".
 */
export const unprivilegedRoleIds: ReadonlySet<string> = new Set([
  roleIds.authenticationAdministrator,
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', // Directory Readers
  '95e79109-95c0-4d8e-aee3-d01accf2d47b', // Guest Inviter
  '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', // Message Center Reader
  '966707d0-3269-4727-9be2-8c3a10f19b9d', // Password Administrator
  '4a5d8f65-41da-4de4-8968-e035b65339cf', // Reports Reader
  '27460883-1df1-4691-b032-3b79643e5e63', // User Experience Success Manager
  '75934031-6c7e-415a-99d7-48dbd49e875e', // Usage Summary Reports Reader
]);

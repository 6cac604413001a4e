export { policyConfig, type PolicyConfig } from './config.ts';
export { decide } from './decide.ts';
export type { Decision, Finding, Reason, Verdict } from './decision.ts';
export { canBeLost, isLivePass, isStrong, methodKind } from './methods.ts';
export { roleIds, roleName } from './roles.ts';
export type { PolicyInput } from './rule.ts';

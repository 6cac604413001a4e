export { baselines, policyConfig, policyGroupIds, type PolicyConfig } from './config.ts';
export { isOpen, wallTime } from './calendar.ts';
export { decide } from './decide.ts';
export { describePolicy, type PolicyInWords } from './describe.ts';
export type { Approval, Decision, Finding, Need, Path, Reason, Verdict } from './decision.ts';
export { canBeLost, isLivePass, isStrong, methodKind } from './methods.ts';
export {
  assessProofing,
  consequenceOf,
  evidenceFits,
  nextStep,
  provenAnew,
  stepsOf,
  trainingOf,
  unproven,
  withAnswer,
  type Answer,
  type Proofing,
  type StepAssessment,
  type Training,
} from './proofing.ts';
export {
  siteText,
  stepIdOf,
  type ProofingSettings,
  type ProofStep,
  type SiteText,
} from './proofing-settings.ts';
export { roleIds, roleName } from './roles.ts';
export type { Consent, History, PolicyInput } from './rule.ts';

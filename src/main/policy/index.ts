export {
  anybody,
  atEverySignIn,
  blocks,
  enforced,
  everyApp,
  guardsRegistration,
  modernClients,
  reaches,
  registerAction,
  type Subject,
} from './access/applies.ts';
export {
  demandsDevice,
  demandsMfa,
  demandsStrength,
  lasting,
  resistsPhishing,
  shutsPassOut,
  takesPass,
} from './access/demands.ts';
export { policiesOn, type Met } from './access/meet.ts';
export { reasonFor, securityInfoApp, type Reason as AccessReason, type SignIn } from './access/sign-in.ts';
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
export { cameBy, rejectionOf, type Rejection } from './accepting.ts';
export { authenticatorModels, windowsModels } from './ways/passkeys.ts';
export { madeKeyClosed } from './ways/made-key.ts';
export { waysOf } from './ways/ways.ts';
export type { Consent, FleetPasses, History, PolicyInput } from './rule.ts';

export { ApplyError, applyPlan, takeBack, type Administrator, type Applied, type Applying } from './apply.ts';
export type { Planned } from './apply.ts';
export type { Change, ChangeNeeds, Obstacle, Plan, PlanInput, Risk } from './change.ts';
export { desiredConfig, rolloutPhase, type DesiredConfig, type RolloutPhase } from './config.ts';
export { planTenant } from './plan.ts';
export { undoFile, type UndoFile, type UndoStep } from './undo-file.ts';

export { runCli, type CliWorld } from './run.ts';
export { demoConfig, openAllWeek, type DemoOverrides } from './simulation/demo-config.ts';
export { signInByHttp, type Credentials } from './simulation/sign-in-pages.ts';
export { startTenant, tenantInfo, type RunningTenant, type TenantInfo } from './simulation/start-tenant.ts';
export { createFetch, type Fetch } from './tenant/trusting-fetch.ts';
export { readPosture, readingAs } from './posture/read-posture.ts';
export { createPlanning } from './setup/planning.ts';
export { cleanUp, type Cleaned } from './monitoring/clean-up.ts';
export { readReview } from './monitoring/read-review.ts';

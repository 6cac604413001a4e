import type { GraphDirectoryOptions } from '../../directory/index.ts';
import type { OpenTenant } from './open-tenant.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Graph of an open tenant, as one of those who signed in to it. */
export const graphOf = (
  { settings, fetch }: Pick<OpenTenant, 'settings' | 'fetch'>,
  { accessToken }: Pick<OpenTenant['session'], 'accessToken'>,
): GraphDirectoryOptions => ({
  graphHost: settings.graphHost,
  fetch,
  accessToken,
  clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
  random: Math.random,
  sleep,
});

import { randomUUID } from 'node:crypto';
import { postureAsk, postureSettings, type Config } from '../../config/index.ts';
import { createReadConsent, createReadTenant, type GraphDirectoryOptions } from '../../directory/index.ts';
import { planTenant, rolloutPhase, type Planned, type RolloutPhase } from '../../posture/index.ts';
import { UsageError } from '../usage-error.ts';

/**
 * The phase of `--phase`; null when it was not given.
 *
 * @throws UsageError
 */
export const phaseOf = (text: string | undefined): RolloutPhase | null => {
  if (text === undefined) return null;
  const phase = rolloutPhase.safeParse(text);
  if (phase.success) return phase.data;
  throw new UsageError(`--phase: there is no phase ${text}; it is one of ${rolloutPhase.options.join(', ')}`);
};

/** Where and as whom the tenant is read. */
export interface Planning {
  readonly config: Config;
  readonly graph: GraphDirectoryOptions;
  /** Instead of the configuration's. */
  readonly phase: RolloutPhase | null;
}

/** Makes the function that reads a tenant whole and says what is left to do. */
export const createPlanning = ({ config, graph, phase }: Planning): (() => Promise<Planned>) => {
  const [readTenant, readConsent] = [createReadTenant(graph), createReadConsent(graph)];
  const desired = { ...config.posture.desired, ...(phase === null ? {} : { phase }) };
  const settings = postureSettings(config);
  const pilot = desired.pilotGroup === null ? [] : [desired.pilotGroup];
  return async () => {
    const ask = postureAsk(config, graph.clock.now());
    const context = { correlationId: randomUUID() };
    const tenant = await readTenant(
      { ...ask, groupNames: [...new Set([...ask.groupNames, ...pilot])] },
      context,
    );
    const consent = await readConsent(config.tenant.clientId, { correlationId: randomUUID() });
    const graphHost = new URL(graph.graphHost).origin;
    return { tenant, plan: planTenant({ tenant, consent, settings, desired, graphHost }) };
  };
};

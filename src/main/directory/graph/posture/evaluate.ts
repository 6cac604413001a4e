import { z } from 'zod';
import type { CallContext } from '../../port.ts';
import type { DescribedSignIn, Evaluated, Part } from '../../tenant-reading.ts';
import { expectJson } from '../answers.ts';
import type { Call } from '../call.ts';
import type { GraphDirectoryOptions } from '../directory.ts';
import { listOf } from '../schemas/list.ts';
import { createSend } from '../send.ts';
import { needs, partLater } from './needs.ts';
import { createInTurn } from './paced.ts';

/** Source: Graph whatIfAnalysisResult. */
const evaluated = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  policyApplies: z.boolean(),
  analysisReasons: z.string().nullish(),
});

const contextOf = (target: string): Readonly<Record<string, unknown>> =>
  target === 'registration'
    ? { '@odata.type': '#microsoft.graph.userActionContext', userAction: 'registerSecurityInformation' }
    : { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [target] };

/** What is not told stays out: Graph says of a condition that needs it that it has not enough information. */
const bodyOf = ({ userId, target, address, platform, compliant }: DescribedSignIn) => ({
  signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId },
  signInContext: contextOf(target),
  signInConditions: {
    clientAppType: 'browser',
    signInRiskLevel: 'none',
    userRiskLevel: 'none',
    ...(address === null ? {} : { ipAddress: address }),
    ...(platform === null ? {} : { devicePlatform: platform }),
    deviceInfo: { isCompliant: compliant },
  },
  appliedPoliciesOnly: false,
});

/**
 * Asks Graph itself which policies would apply to each of the sign-ins, in their order. Unknown where it may not be
 * asked, or where a cloud does not have the action. Source: Graph conditionalAccessRoot: evaluate, v1.0.
 */
export type Evaluate = (
  signIns: readonly DescribedSignIn[],
  context: CallContext,
) => Promise<Part<readonly (readonly Evaluated[])[]>>;

/** The action changes nothing; it counts against the one request a second of Conditional Access. */
export const createEvaluate = (options: GraphDirectoryOptions): Evaluate => {
  const graphHost = new URL(options.graphHost).origin;
  const send = createInTurn(
    createSend({ ...options, graphHost, timeoutMs: options.timeoutMs ?? 30_000 }),
    options,
  );
  return (signIns, context) =>
    partLater(needs.access, () =>
      Promise.all(
        signIns.map(async (signIn) => {
          const call: Call = {
            method: 'POST',
            path: '/identity/conditionalAccess/evaluate',
            body: bodyOf(signIn),
            effect: 'none',
            context,
          };
          const { value } = expectJson(listOf(evaluated), call, await send(call));
          return value.map((one) => ({
            policyId: one.id,
            policy: one.displayName ?? one.id,
            applies: one.policyApplies,
            reason: one.analysisReasons ?? 'notSet',
          }));
        }),
      ),
    );
};

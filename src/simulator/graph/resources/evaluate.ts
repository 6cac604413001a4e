import { z } from 'zod';
import { whatIf, type DescribedSignIn } from '../../tenant/what-if.ts';
import { readJson } from '../body.ts';
import type { Call, Reply, Route } from '../call.ts';
import { notFound } from '../failure.ts';
import { requireAccessReader, showAccessPolicy } from './conditional-access.ts';

/** What a person does, by the names that the action takes, and by those that policies have. */
const userActions = {
  registerSecurityInformation: 'urn:user:registersecurityinfo',
  registerOrJoinDevices: 'urn:user:registerdevice',
} as const;

const identity = z.looseObject({
  '@odata.type': z.literal('#microsoft.graph.userSignIn'),
  userId: z.string(),
});
const context = z.discriminatedUnion('@odata.type', [
  z.looseObject({
    '@odata.type': z.literal('#microsoft.graph.applicationContext'),
    includeApplications: z.array(z.string()).min(1),
  }),
  z.looseObject({
    '@odata.type': z.literal('#microsoft.graph.userActionContext'),
    userAction: z.enum(['registerSecurityInformation', 'registerOrJoinDevices']),
  }),
  z.looseObject({
    '@odata.type': z.literal('#microsoft.graph.authContext'),
    authenticationContextValue: z.string(),
  }),
]);
const conditions = z.looseObject({
  clientAppType: z.string().nullable().default(null),
  ipAddress: z.string().nullable().default(null),
  devicePlatform: z.string().nullable().default(null),
  signInRiskLevel: z.string().nullable().default(null),
  userRiskLevel: z.string().nullable().default(null),
  authenticationFlow: z.object({ transferMethod: z.string() }).nullable().default(null),
});
const question = z.strictObject({
  signInIdentity: identity,
  signInContext: context,
  signInConditions: conditions,
  appliedPoliciesOnly: z.boolean().default(false),
});

type Context = z.infer<typeof context>;

/** What the sign-in is for; exactly one of the three is there. */
function targetIn(asked: Context): Pick<DescribedSignIn, 'applications' | 'userAction' | 'context'> {
  const nothing = { applications: [], userAction: null, context: null };
  switch (asked['@odata.type']) {
    case '#microsoft.graph.applicationContext':
      return { ...nothing, applications: asked.includeApplications };
    case '#microsoft.graph.userActionContext':
      return { ...nothing, userAction: userActions[asked.userAction] };
    case '#microsoft.graph.authContext':
      return { ...nothing, context: asked.authenticationContextValue };
  }
}

function describedIn(asked: z.infer<typeof question>): DescribedSignIn {
  const { signInIdentity, signInConditions } = asked;
  return {
    ...targetIn(asked.signInContext),
    userId: signInIdentity.userId.toLowerCase(),
    clientAppType: signInConditions.clientAppType,
    ipAddress: signInConditions.ipAddress,
    devicePlatform: signInConditions.devicePlatform,
    signInRisk: signInConditions.signInRiskLevel,
    userRisk: signInConditions.userRiskLevel,
    flow: signInConditions.authenticationFlow?.transferMethod ?? null,
  };
}

/** Which policies would apply to a sign-in, and why the others would not (Graph: conditionalAccessRoot evaluate). */
function evaluate(call: Call): Reply {
  requireAccessReader(call);
  const asked = readJson(call, question);
  const signIn = describedIn(asked);
  const { tenant } = call;
  if (!tenant.people.has(signIn.userId)) throw notFound(signIn.userId);
  const results = [...tenant.shelves.policies.values()].map((policy) => {
    const analysisReasons = whatIf(tenant, policy, signIn);
    return {
      ...showAccessPolicy(tenant, policy),
      policyApplies: analysisReasons === 'notSet',
      analysisReasons,
    };
  });
  return {
    status: 200,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#Collection(microsoft.graph.whatIfAnalysisResult)`,
      value: asked.appliedPoliciesOnly ? results.filter((one) => one.policyApplies) : results,
    },
  };
}

export const evaluateRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/identity/conditionalAccess/evaluate',
    scopes: ['Policy.Read.ConditionalAccess', 'Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess'],
    handle: evaluate,
  },
];

import { z } from 'zod';
import type { CallContext } from '../../port.ts';
import type { Consent } from '../../tenant-change.ts';
import type { Part } from '../../tenant-reading.ts';
import { createAsk, type Question } from '../batch.ts';
import type { GraphDirectoryOptions } from '../directory.ts';
import { expectAnswer } from '../lists.ts';
import { literal } from '../odata.ts';
import { listOf } from '../schemas/list.ts';
import { createSend } from '../send.ts';
import { needs, partLater } from './needs.ts';

/** Graph's own application, the same in every tenant. Source: Microsoft, first-party application ids. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

const principal = z.object({ id: z.string().min(1) });
const grantAnswer = z.object({
  id: z.string().min(1),
  resourceId: z.string(),
  consentType: z.string().nullish(),
  scope: z.string().nullish(),
});

/** Reads what was consented to for everybody; unknown where it cannot be read or an application does not exist. */
export type ReadConsent = (clientId: string, context: CallContext) => Promise<Part<Consent>>;

/** Reads by the token's own permission. */
export const createReadConsent = (options: GraphDirectoryOptions): ReadConsent => {
  const graphHost = new URL(options.graphHost).origin;
  const ask = createAsk(
    createSend({ ...options, graphHost, timeoutMs: options.timeoutMs ?? 30_000 }),
    options,
  );
  return (clientId, context) =>
    partLater(needs.grants, async () => {
      const desk: Question = {
        id: 'desk',
        path: `/servicePrincipals(appId=${literal(clientId)})?$select=id`,
      };
      const graph: Question = {
        id: 'graph',
        path: `/servicePrincipals(appId=${literal(graphAppId)})?$select=id`,
      };
      const grants: Question = {
        id: 'grants',
        path: `/servicePrincipals(appId=${literal(clientId)})/oauth2PermissionGrants`,
      };
      const from = { answers: await ask([desk, graph, grants], context), context };
      const graphId = expectAnswer(principal, graph, from).id;
      const found = expectAnswer(listOf(grantAnswer), grants, from).value.find(
        (one) => one.consentType === 'AllPrincipals' && one.resourceId === graphId,
      );
      const scopes = (found?.scope ?? '').split(' ').filter((name) => name !== '');
      return {
        deskId: expectAnswer(principal, desk, from).id,
        graphId,
        grant: found === undefined ? null : { id: found.id, scopes },
      };
    });
};

import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { z } from 'zod';
import type { TenantInfo } from '../launch/tenant.ts';

const state = z.looseObject({
  livePasses: z.array(z.unknown()),
  strayMemberships: z.array(z.unknown()),
});

/** Asks the simulated tenant as its administrator, trusting the tenant's own authority alone. */
export interface TenantCaller {
  /** The body of the answer. @throws Error when the status is not 200 */
  readonly get: (where: string) => Promise<string>;
  readonly close: () => void;
}

export const createTenantCaller = (tenant: TenantInfo): TenantCaller => {
  const agent = new Agent({ ca: readFileSync(tenant.caFile), keepAlive: true });
  const headers = { authorization: `Bearer ${tenant.adminToken}` };
  const get = (where: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const call = request(`${tenant.graph}${where}`, { agent, headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`${where}: ${answer.statusCode ?? 'no status'}`));
        });
      });
      call.on('error', reject);
      call.end();
    });
  return { get, close: () => agent.destroy() };
};

/** What is left in the tenant of passes and of memberships in the pass groups. */
export const readTenantState = async (
  tenant: TenantInfo,
): Promise<{ readonly livePasses: number; readonly strayMemberships: number }> => {
  const caller = createTenantCaller(tenant);
  try {
    const answer = await caller.get('/simulator/state');
    const { livePasses, strayMemberships } = state.parse(JSON.parse(answer));
    return { livePasses: livePasses.length, strayMemberships: strayMemberships.length };
  } finally {
    caller.close();
  }
};

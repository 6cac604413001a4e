import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { z } from 'zod';
import type { TenantInfo } from '../launch/tenant.ts';

const state = z.looseObject({
  livePasses: z.array(z.unknown()),
  strayMemberships: z.array(z.unknown()),
});

/** One request as the tenant's administrator, trusting the tenant's own authority alone. */
const get = (tenant: TenantInfo, where: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const agent = new Agent({ ca: readFileSync(tenant.caFile) });
    const headers = { authorization: `Bearer ${tenant.adminToken}` };
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

/** What is left in the tenant of passes and of memberships in the pass groups. */
export const readTenantState = async (
  tenant: TenantInfo,
): Promise<{ readonly livePasses: number; readonly strayMemberships: number }> => {
  const { livePasses, strayMemberships } = state.parse(JSON.parse(await get(tenant, '/simulator/state')));
  return { livePasses: livePasses.length, strayMemberships: strayMemberships.length };
};

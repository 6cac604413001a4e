import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { z } from 'zod';
import type { TenantInfo } from '../launch/tenant.ts';

const state = z.looseObject({
  livePasses: z.array(z.unknown()),
  strayMemberships: z.array(z.unknown()),
  passkeys: z.array(z.looseObject({ userPrincipalName: z.string() })),
});
const passes = z.object({ passes: z.array(z.looseObject({ text: z.string() })) });

/** Asks the simulated tenant as its administrator, trusting the tenant's own authority alone. */
export interface TenantCaller {
  /** The body of the answer. @throws Error when the status is not 200 */
  readonly get: (where: string) => Promise<string>;
  /** The body of the answer. @throws Error when the status is not 200 */
  readonly post: (where: string, body: object) => Promise<string>;
  readonly close: () => void;
}

export const createTenantCaller = (tenant: TenantInfo): TenantCaller => {
  const agent = new Agent({ ca: readFileSync(tenant.caFile), keepAlive: true });
  const headers = { authorization: `Bearer ${tenant.adminToken}` };
  const ask = (where: string, body: object | null): Promise<string> =>
    new Promise((resolve, reject) => {
      const method = body === null ? 'GET' : 'POST';
      const call = request(`${tenant.graph}${where}`, { agent, headers, method }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`${where}: ${answer.statusCode ?? 'no status'}`));
        });
      });
      call.on('error', reject);
      call.end(body === null ? undefined : JSON.stringify(body));
    });
  return { get: (where) => ask(where, null), post: ask, close: () => agent.destroy() };
};

/** How the tenant stands after a walkthrough. */
export interface TenantState {
  readonly livePasses: number;
  /** Memberships in the pass groups that were not there at the beginning. */
  readonly strayMemberships: number;
  /** User names of those who have a passkey that the tenant itself verified, one for each. */
  readonly passkeys: readonly string[];
  /** The text of every pass that was ever issued: for looking whether one is anywhere it must not be. */
  readonly issuedPasses: readonly string[];
}

export const readTenantState = async (tenant: TenantInfo): Promise<TenantState> => {
  const caller = createTenantCaller(tenant);
  try {
    const now = state.parse(JSON.parse(await caller.get('/simulator/state')));
    const issued = passes.parse(JSON.parse(await caller.get('/simulator/issued-passes')));
    return {
      livePasses: now.livePasses.length,
      strayMemberships: now.strayMemberships.length,
      passkeys: now.passkeys.map((one) => one.userPrincipalName),
      issuedPasses: issued.passes.map(({ text }) => text),
    };
  } finally {
    caller.close();
  }
};

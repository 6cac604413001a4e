// The application that reads by itself: a certificate instead of a person, permissions instead of roles.
import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createReaderMsal } from './msal.ts';
import { startSimulator, type Simulator } from './simulator.ts';

let simulator: Simulator;
let token: string;

const askFor = async (privateKey?: string) =>
  createReaderMsal(simulator, privateKey).acquireTokenByClientCredential({
    scopes: [`${simulator.announced.graph}/.default`],
  });

beforeAll(async () => {
  simulator = await startSimulator(['--reader', 'on', '--log-delay', '0']);
  token = (await askFor())?.accessToken ?? '';
});
afterAll(() => simulator.stop());

describe('the reader', () => {
  it('has permissions to read and no person in its token', () => {
    const claims = z.looseObject({ roles: z.array(z.string()) }).parse(decodeJwt(token));
    expect(claims).toMatchObject({ idtyp: 'app', appid: simulator.announced.reader?.clientId });
    expect(claims.roles).toContain('RoleManagement.Read.Directory');
    expect(claims.roles.filter((name) => name.includes('Write'))).toEqual([]);
    expect(Object.keys(claims)).not.toContain('scp');
  });

  it.each([
    '/roleManagement/directory/roleEligibilityScheduleInstances',
    '/identity/conditionalAccess/policies',
    '/auditLogs/directoryAudits',
    '/policies/authenticationMethodsPolicy',
    '/users?$select=id,employeeId',
  ])('reads %s without a role', async (path) => {
    expect((await simulator.ask(`/v1.0${path}`, { token })).status).toBe(200);
  });

  it('changes nothing, and is nobody', async () => {
    const { id } = simulator.userAs('already-member');
    const member = `/v1.0/groups/${simulator.announced.groups.onboarding}/members/${id}/$ref`;
    const removed = await simulator.ask(member, { method: 'DELETE', token });
    const pass = await simulator.ask(`/v1.0/users/${id}/authentication/temporaryAccessPassMethods`, {
      token,
      body: {},
    });
    expect([removed.status, pass.status]).toEqual([403, 403]);
    expect((await simulator.ask('/v1.0/me', { token })).status).toBe(400);
  });

  it('is refused with another key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await expect(askFor(other)).rejects.toThrow('invalid_client');
  });

  it('shows its certificate in its registration', async () => {
    const answer = await simulator.ask(
      `/v1.0/applications(appId='${simulator.announced.reader?.clientId ?? ''}')`,
      { token: simulator.announced.adminToken },
    );
    expect(answer.values('keyCredentials')).toMatchObject([{ type: 'AsymmetricX509Cert', usage: 'Verify' }]);
  });
});

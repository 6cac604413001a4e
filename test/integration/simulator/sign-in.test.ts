import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMsal, signIn } from './msal.ts';
import { startSimulator, type Simulator } from './simulator.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

describe('signing in with MSAL', () => {
  it('gives an operator a token that Graph takes', async () => {
    const result = await signIn(simulator, createMsal(simulator), { part: 'operator', scopes: ['User.Read.All'] });
    const answer = await simulator.ask('/v1.0/me?$select=displayName', { token: result.accessToken });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ displayName: 'Olga Operator' });
  });
});

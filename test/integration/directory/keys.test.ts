import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory, KeyOptions } from '../../../src/main/directory/index.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';
import { makeKey } from '../simulator/authenticator.ts';

// Keys that are provisioned, over the real Graph client, verified by the simulated tenant as WebAuthn is.

let tenant: SimulatedTenant;
let directory: Directory;

beforeAll(async () => {
  tenant = await startTenant();
  directory = directoryOf(tenant, await signIn(tenant, 'operator'));
});
afterAll(async () => {
  await tenant.stop();
});

const idOf = (part: string): string => tenant.person(part).id;
const optionsFor = (part: string): Promise<KeyOptions> => directory.readKeyOptions(idOf(part), newContext());
const origin = 'https://localhost';

const made = (challenge: string, from = origin) => makeKey({ challenge, origin: from });
const add = (part: string, key: ReturnType<typeof made>, displayName = 'Security key (desk)') =>
  directory.addKey(idOf(part), { displayName, key }, newContext());

describe('a key for somebody else', () => {
  it('is asked for by the tenant’s own options, registered, and among the person’s methods', async () => {
    const options = await optionsFor('new-hire');
    expect(options).toMatchObject({ rp: { id: 'localhost' }, algorithms: [-7, -257], exclude: [] });
    expect(Buffer.from(options.user.id, 'base64url').toString()).toBe(idOf('new-hire'));
    expect((options.expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(300_000);
    const key = made(options.challenge);
    const { value } = await add('new-hire', key);
    expect(value).toMatchObject({
      id: key.id,
      displayName: 'Security key (desk)',
      passkeyType: 'deviceBound',
    });
    const listed = await directory.listMethods(idOf('new-hire'), newContext());
    expect(listed.map(({ id }) => id)).toContain(key.id);
    expect((await optionsFor('new-hire')).exclude).toEqual([key.id]);
  });

  it.each([
    ['another challenge', (challenge: string) => made(`${challenge.slice(1)}A`)],
    ['another page', (challenge: string) => made(challenge, 'https://evil.example')],
  ])('is refused when it answers %s', async (_, make) => {
    const { challenge } = await optionsFor('new-hire-2');
    const error = await directoryErrorOf(add('new-hire-2', make(challenge)));
    expect(error).toMatchObject({ code: 'key.refused', outcome: 'none' });
  });

  it('is refused the second time: a challenge is of use once', async () => {
    const { challenge } = await optionsFor('new-hire-2');
    await add('new-hire-2', made(challenge));
    expect(await directoryErrorOf(add('new-hire-2', made(challenge)))).toMatchObject({
      code: 'key.refused-late',
    });
  });

  it('has a name of thirty characters at most', async () => {
    const { challenge } = await optionsFor('new-hire-2');
    const error = await directoryErrorOf(add('new-hire-2', made(challenge), 'x'.repeat(31)));
    expect(error).toMatchObject({ code: 'key.refused' });
  });

  it('has no options for a guest, nor for whom the policy leaves out', async () => {
    const codes = [];
    for (const part of ['guest', 'no-passkeys']) codes.push((await directoryErrorOf(optionsFor(part))).code);
    expect(codes).toEqual(['key.refused', 'key.refused-self-service']);
  });

  it('needs a role over the person', async () => {
    expect(await directoryErrorOf(add('privileged', made('AAAA')))).toMatchObject({
      code: 'tenant.forbidden',
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedModel, startRealTools, type RealTools } from '../../../scripts/keys/index.ts';
import type { Directory } from '../../../src/main/directory/index.ts';
import { personWith, toolKey } from '../../support/keys.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';

// Debian's own fido2-token, fido2-cred and fido2-assert, a key in software behind them, the real Graph client, and the
// simulated tenant, which verifies what came of it as WebAuthn is verified.

let tools: RealTools;
let tenant: SimulatedTenant;
let directory: Directory;
const never = new AbortController().signal;

beforeAll(async () => {
  [tools, tenant] = await Promise.all([startRealTools(simulatedModel.replaceAll('-', '')), startTenant()]);
  directory = directoryOf(tenant, await signIn(tenant, 'operator'));
}, 60_000);
afterAll(async () => {
  tools.stop();
  await tenant.stop();
});

const idOf = (part: string): string => tenant.person(part).id;
const make = async (part: string, pins: readonly string[]) => {
  const options = await directory.readKeyOptions(idOf(part), newContext());
  const who = personWith(pins);
  const { made, ...rest } = await toolKey(tools.folder).make(options, never, who.person);
  return { made, because: 'because' in rest ? rest.because : null, asked: who.asked };
};

describe('the real tools of libfido2', () => {
  it('give a new key the PIN that the person chose, and a passkey that the tenant takes', async () => {
    const { made, asked } = await make('new-hire', ['135790']);
    if (made === null) throw new Error('nothing was made');
    expect(asked.map(({ kind }) => kind)).toEqual(['choose']);
    const { value } = await directory.addKey(
      idOf('new-hire'),
      { displayName: 'Security key (desk)', key: made },
      newContext(),
    );
    expect(value).toMatchObject({
      id: made.id,
      aaGuid: simulatedModel,
      attestationLevel: 'attested',
      passkeyType: 'deviceBound',
    });
    expect(tools.memory().held.map(({ id }) => id)).toEqual([made.id]);
  });

  it('say of that key that it holds a passkey of this person already', async () => {
    expect(await make('new-hire', ['135790'])).toMatchObject({ made: null, because: 'already-there' });
  });

  it('count wrong PINs, and wait after three until the key was unplugged', async () => {
    const { because, asked } = await make('new-hire-2', ['999999', '999998', '999997']);
    expect([because, asked.map(({ triesLeft, before }) => [triesLeft, before])]).toEqual([
      'pin-wait',
      [
        [8, null],
        [7, 'wrong'],
        [6, 'wrong'],
      ],
    ]);
    expect(tools.memory().held).toHaveLength(1);
  });
});

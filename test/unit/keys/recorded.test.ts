import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../src/main/keys/attestation.ts';
import { keyInfoOf, keysIn } from '../../../src/main/keys/key-info.ts';
import type { RunTool, ToolEnd } from '../../../src/main/keys/run-tool.ts';
import { troubleOf } from '../../../src/main/keys/trouble.ts';
import { ask, personWith, toolKey } from '../../support/keys.ts';

// What fido2-token, fido2-cred and fido2-assert of libfido2 1.12.0 really printed, over a key in software.

const recorded = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../fixtures/fido2-tools', name), 'utf8');
const well = (output: string): ToolEnd => ({ ended: 'well', output, errors: '' });
const badly = (errors: string): ToolEnd => ({ ended: 'badly', output: '', errors });
const error = (name: string): string => `fido2-cred: fido_dev_make_cred: FIDO_ERR_${name}\n`;

const list = '/dev/hidraw7: vendor=0x1050, product=0x0407 (Yubico YubiKey OTP+FIDO+CCID)\n';
const never = new AbortController().signal;

/** Tools that answer each command with what is given, the last of a list again and again. */
const answering = (answers: Readonly<Record<string, ToolEnd | readonly ToolEnd[]>>) => {
  const runs: string[][] = [];
  const counts = new Map<string, number>();
  const run: RunTool = ({ file, args, pin, answered }) => {
    const name = `${path.basename(file)} ${args[0] ?? ''}`;
    runs.push([path.basename(file), ...args]);
    const found = answers[name] ?? well('');
    const all = Array.isArray(found) ? (found as readonly ToolEnd[]) : [found as ToolEnd];
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    if (pin !== null) answered?.();
    return Promise.resolve(all[Math.min(count, all.length - 1)] ?? well(''));
  };
  return { run, runs };
};
const usual = {
  'fido2-token -L': well(list),
  'fido2-token -I': well(recorded('info-pin.txt')),
  'fido2-cred -M': well(recorded('made.txt')),
};
const makeWith = async (
  answers: Parameters<typeof answering>[0],
  pins: readonly string[] = ['135790'],
  change: Partial<Parameters<typeof personWith>[1] & object> = {},
) => {
  const tools = answering({ ...usual, ...answers });
  const person = personWith(pins, change);
  const result = await toolKey('/usr/bin', tools).make(ask, never, person.person);
  return { result, ...tools, ...person };
};
const because = async (...asked: Parameters<typeof makeWith>) => {
  const { result } = await makeWith(...asked);
  return result.made === null ? result.because : 'made';
};

describe('what the tools print', () => {
  it('is read as the key says it of itself', () => {
    const known = {
      aaGuid: '01234567-89ab-cdef-0123-456789abcdef',
      algorithms: ['es256'],
      extensions: ['credProtect', 'hmac-secret'],
      checksPeople: false,
      residentKeys: true,
      pinTriesLeft: 8,
      leastCharacters: 4,
      room: 25,
    };
    expect(keyInfoOf(recorded('info-new.txt'))).toEqual({ ...known, pin: 'not-set' });
    expect(keyInfoOf(recorded('info-pin.txt'))).toEqual({ ...known, pin: 'set' });
  });

  it('names the keys that are plugged in, also by a path with blanks', () => {
    expect(keysIn(`${list}/dev/a key: vendor=0x20a0, product=0x42b1 (Nitrokey 3)\nanything else\n`)).toEqual([
      '/dev/hidraw7',
      '/dev/a key',
    ]);
    expect(keysIn('')).toEqual([]);
  });

  it('is put together as WebAuthn has it: a relying party verifies it', async () => {
    const made = answerOf(ask, -7, recorded('made.txt'));
    if (made === null) throw new Error('not put together');
    const { id, clientDataJSON, attestationObject } = made;
    const { registrationInfo, verified } = await verifyRegistrationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: ask.challenge,
      expectedOrigin: 'https://login.example',
      expectedRPID: 'login.example',
      requireUserVerification: true,
    });
    expect([verified, registrationInfo?.fmt, registrationInfo?.aaguid]).toEqual([
      true,
      'packed',
      '01234567-89ab-cdef-0123-456789abcdef',
    ]);
  });

  const lines = recorded('made.txt').split('\n');
  const changed = (at: number, to: string): string =>
    lines.map((line, index) => (index === at ? to : line)).join('\n');
  const data = Buffer.from(lines[3] ?? '', 'base64');
  const flagsAt = 2 + 32;
  it.each([
    ['another client data', changed(0, 'AAAA')],
    ['another relying party', changed(1, 'evil.example')],
    ['a format other than packed', changed(2, 'tpm')],
    ['authenticator data that is not wrapped', changed(3, data.subarray(2).toString('base64'))],
    [
      'nobody verified',
      changed(3, Buffer.from(data.map((byte, at) => (at === flagsAt ? byte & ~4 : byte))).toString('base64')),
    ],
    ['another credential', changed(4, 'AAAA')],
    ['no signature', changed(5, '')],
    ['a certificate that is none', changed(6, 'AAAA')],
    ['nothing', ''],
  ])('is no answer with %s', (_, output) => {
    expect(answerOf(ask, -7, output)).toBeNull();
  });
});

describe('a key', () => {
  it.each([
    ['that nobody plugged in', { 'fido2-token -L': well('') }, 'no-key'],
    ['beside another', { 'fido2-token -L': well(list + list) }, 'several-keys'],
    ['that went away before it was read', { 'fido2-token -I': badly(recorded('gone.err')) }, 'removed'],
    ['without FIDO2', { 'fido2-token -I': well('proto: 0x02\n') }, 'not-suitable'],
    [
      'that knows no PIN and no finger',
      { 'fido2-token -I': well(recorded('info-new.txt').replace(', noclientPin', '')) },
      'not-suitable',
    ],
    [
      'of another algorithm',
      { 'fido2-token -I': well(recorded('info-pin.txt').replace('es256', 'eddsa')) },
      'not-suitable',
    ],
    [
      'without room',
      { 'fido2-token -I': well(recorded('info-pin.txt').replace('rk(s): 25', 'rk(s): 0')) },
      'full',
    ],
    [
      'with no tries left',
      { 'fido2-token -I': well(recorded('info-pin.txt').replace('retries: 8', 'retries: 0')) },
      'pin-locked',
    ],
    ['after three wrong PINs', { 'fido2-cred -M': badly(recorded('wait.err')) }, 'pin-wait'],
    ['whose PIN is locked', { 'fido2-cred -M': badly(error('PIN_BLOCKED')) }, 'pin-locked'],
    ['that nobody touches', { 'fido2-cred -M': badly(error('USER_ACTION_TIMEOUT')) }, 'not-touched'],
    ['that is full', { 'fido2-cred -M': badly(error('KEY_STORE_FULL')) }, 'full'],
    ['that is pulled out', { 'fido2-cred -M': badly(error('RX')) }, 'removed'],
    ['without the algorithm', { 'fido2-cred -M': badly(recorded('algorithm.err')) }, 'not-suitable'],
    [
      'that nobody vouches for',
      { 'fido2-cred -M': badly('Enter PIN for /dev/hidraw7: fido2-cred: output error\n') },
      'not-suitable',
    ],
    ['that says what nobody knows', { 'fido2-cred -M': badly(error('ERR_OTHER')) }, 'failed'],
  ] as const)('%s makes nothing, and says why', async (_, answers, why) => {
    expect(await because(answers)).toBe(why);
  });

  it('of a model that the policy does not take is asked for nothing', async () => {
    const models: string[] = [];
    const { result, runs } = await makeWith({}, ['135790'], {
      allows: (model: string) => models.push(model) === 0,
    });
    expect(result).toEqual({ made: null, because: 'not-allowed' });
    expect(models).toEqual(['01234567-89ab-cdef-0123-456789abcdef']);
    expect(runs.map((run) => run.slice(0, 2).join(' '))).toEqual(['fido2-token -L', 'fido2-token -I']);
  });

  it('that the person has registered already is not made to forget it', async () => {
    const tools = answering({ ...usual, 'fido2-assert -G': well(recorded('held.txt')) });
    const { make } = toolKey('/usr/bin', tools);
    const result = await make({ ...ask, exclude: ['AQID'] }, never, personWith(['135790']).person);
    expect(result).toEqual({ made: null, because: 'already-there' });
    expect(tools.runs.at(-1)).toEqual(['fido2-assert', '-G', '-t', 'up=false', '/dev/hidraw7']);
  });

  it('that holds none of theirs goes on', async () => {
    const tools = answering({ ...usual, 'fido2-assert -G': badly(recorded('not-held.err')) });
    const result = await toolKey('/usr/bin', tools).make(
      { ...ask, exclude: ['AQID'] },
      never,
      personWith(['135790']).person,
    );
    expect(result.made).not.toBeNull();
  });

  it('that knows the finger asks for no PIN, and for one when it does not know it any more', async () => {
    const sense = well(recorded('info-pin.txt').replace('clientPin', 'uv, clientPin'));
    const at = await makeWith({ 'fido2-token -I': sense }, []);
    expect([at.asked, at.shown, at.runs.at(-1)]).toEqual([
      [],
      ['touch'],
      ['fido2-cred', '-M', '-r', '-v', '/dev/hidraw7', 'es256'],
    ]);
    const blocked = [badly(error('UV_BLOCKED')), usual['fido2-cred -M']];
    const after = await makeWith({ 'fido2-token -I': sense, 'fido2-cred -M': blocked });
    expect([after.asked.length, after.result.made === null, after.runs.at(-1)]).toEqual([
      1,
      false,
      ['fido2-cred', '-M', '-r', '/dev/hidraw7', 'es256'],
    ]);
  });

  it('that takes no simple PIN has another one chosen', async () => {
    const { asked, result } = await makeWith(
      {
        'fido2-token -I': well(recorded('info-new.txt')),
        'fido2-token -S': [badly('fido2-token: fido_dev_set_pin: FIDO_ERR_PIN_POLICY_VIOLATION\n'), well('')],
      },
      ['1111', '135790'],
    );
    expect([asked.map(({ kind, before }) => [kind, before]), result.made === null]).toEqual([
      [
        ['choose', null],
        ['choose', 'not-taken'],
      ],
      false,
    ]);
  });

  it('whose owner has a name that would break the lines is asked for nothing', async () => {
    const tools = answering(usual);
    const twisted = { ...ask, user: { ...ask.user, name: 'ann\nevil.example' } };
    const result = await toolKey('/usr/bin', tools).make(twisted, never, personWith([]).person);
    expect([result, tools.runs]).toEqual([{ made: null, because: 'failed' }, []]);
  });

  it('is guarded as the tenant wants it', async () => {
    const tools = answering(usual);
    await toolKey('/usr/bin', tools).make({ ...ask, protection: 3 }, never, personWith(['135790']).person);
    expect(tools.runs.at(-1)).toEqual(['fido2-cred', '-M', '-r', '-c', '3', '/dev/hidraw7', 'es256']);
  });
});

describe('trouble of a tool', () => {
  it.each([
    ['wrong.err', { kind: 'pin', before: 'wrong' }],
    ['short.err', { kind: 'pin', before: 'not-taken' }],
    ['no-sense.err', { kind: 'failure', because: 'not-suitable' }],
    ['gone.err', { kind: 'failure', because: 'removed' }],
  ] as const)('%s is understood', (name, trouble) => {
    expect(troubleOf(badly(recorded(name)))).toEqual(trouble);
  });
});

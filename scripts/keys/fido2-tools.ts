import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from './cbor.ts';
import { createSoftwareKey, KeyRefusal, pinHash, status, type KeyMemory } from './software-key.ts';

// fido2-token, fido2-cred and fido2-assert of libfido2 1.12 as far as the desk uses them, over a key in software: the same
// arguments, questions, lines and exit codes, as the real ones were seen to have them (test/fixtures/fido2-tools).

/** What is plugged in, and how it behaves; JSON beside the tools. */
export interface Plugged {
  readonly key: KeyMemory;
  /** `/dev/hidraw…` of each key; the first is the one that answers. */
  readonly devices: readonly string[];
  /** Which tool never ends, and at which one the key is pulled out. */
  readonly hangs: string | null;
  readonly removedAt: string | null;
}

const [, , folder = '', tool = '', ...args] = process.argv;
const file = path.join(folder, 'plugged.json');
// Written by the tests and by this program.
const plugged = JSON.parse(readFileSync(file, 'utf8')) as Plugged;
const key = createSoftwareKey(plugged.key);
const has = (name: string): boolean => args.includes(name);
const device = args.find((one) => one.startsWith('/dev/')) ?? '';

const errorNames = new Map<number, string>([
  [status.unsupportedAlgorithm, 'UNSUPPORTED_ALGORITHM'],
  [status.keyStoreFull, 'KEY_STORE_FULL'],
  [status.invalidOption, 'INVALID_OPTION'],
  [status.noCredentials, 'NO_CREDENTIALS'],
  [status.userActionTimeout, 'USER_ACTION_TIMEOUT'],
  [status.pinInvalid, 'PIN_INVALID'],
  [status.pinBlocked, 'PIN_BLOCKED'],
  [status.pinAuthInvalid, 'PIN_AUTH_INVALID'],
  [status.pinAuthBlocked, 'PIN_AUTH_BLOCKED'],
  [status.pinNotSet, 'PIN_NOT_SET'],
  [status.pinRequired, 'PIN_REQUIRED'],
  [status.pinPolicyViolation, 'PIN_POLICY_VIOLATION'],
]);

const fail = (message: string): never => {
  process.stderr.write(`${tool}: ${message}\n`);
  process.exit(1);
};

const input = (async function* () {
  let waiting = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    waiting += String(chunk);
    for (let at = waiting.indexOf('\n'); at >= 0; at = waiting.indexOf('\n')) {
      yield waiting.slice(0, at);
      waiting = waiting.slice(at + 1);
    }
  }
})();

const nextLine = async (): Promise<string> => {
  const { value, done } = await input.next();
  return done === true ? '' : value;
};

const ask = (question: string): Promise<string> => {
  process.stderr.write(question);
  return nextLine();
};

const checkLength = (pin: string): void => {
  if (pin.length < 4 || pin.length > 63) fail('invalid PIN length');
};

const list = (): void => {
  for (const one of plugged.devices) {
    process.stdout.write(`${one}: vendor=0x1050, product=0x0407 (Simulated Security Key)\n`);
  }
};

const options = ({ hasPin, pin, readsFinger }: KeyMemory): string =>
  [
    ...['rk', 'up', 'noplat'],
    ...(readsFinger ? ['uv'] : []),
    ...(hasPin ? [pin === null ? 'noclientPin' : 'clientPin'] : []),
  ].join(', ');

const algorithmNames = new Map([
  [-7, 'es256'],
  [-8, 'eddsa'],
  [-35, 'es384'],
  [-257, 'rs256'],
]);

const info = (): void => {
  const { memory } = key;
  const algorithms = memory.algorithms.map((one) => `${algorithmNames.get(one) ?? 'unknown'} (public-key)`);
  const lines = [
    ...['proto: 0x02', 'major: 0x05', 'minor: 0x04', 'build: 0x03', 'caps: 0x0c (nowink, cbor, nomsg)'],
    ...['version strings: FIDO_2_0, FIDO_2_1', 'extension strings: credProtect, hmac-secret'],
    ...['transport strings: usb', `algorithms: ${algorithms.join(', ')}`, `aaguid: ${memory.aaguid}`],
    ...[`options: ${options(memory)}`, 'fwversion: 0x0', 'maxmsgsiz: 1200', 'maxcredcntlst: 0'],
    ...['maxcredlen: 0', 'maxlargeblob: 0', `remaining rk(s): ${memory.room - memory.held.length}`],
    ...[`minpinlen: ${memory.leastPin}`, 'pin protocols: 1', `pin retries: ${memory.retries}`],
    ...['pin change required: false', 'uv retries: undefined'],
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};

const setPin = async (): Promise<void> => {
  const first = await ask(`Enter new PIN for ${device}: `);
  const second = await ask('Enter the same PIN again: ');
  if (first !== second) {
    process.stderr.write('PINs do not match. Try again.\n');
    process.exit(1);
  }
  checkLength(first);
  key.setPin(first);
};

/** Whether PIN or finger was checked. @throws KeyRefusal */
const verify = async (): Promise<boolean> => {
  const { readsFinger, pin } = key.memory;
  if (has('-v')) {
    if (!readsFinger) throw new KeyRefusal(status.invalidOption);
    return true;
  }
  if (pin === null) return false;
  const entered = await ask(`Enter PIN for ${device}: `);
  checkLength(entered);
  key.checkPin(pinHash(entered));
  return true;
};

const makeCredential = async (): Promise<void> => {
  const [hash, rpId, , userId] = [await nextLine(), await nextLine(), await nextLine(), await nextLine()];
  const wanted = [...algorithmNames].find(([, name]) => has(name))?.[0] ?? -7;
  const verified = await verify();
  const made = key.make({
    clientDataHash: Buffer.from(hash, 'base64'),
    rpId,
    userId: Buffer.from(userId, 'base64'),
    algorithms: [wanted],
    verified,
  });
  if (made.signature === null || made.certificate === null) return fail('output error');
  const parts = [encode(made.authenticatorData), made.id, made.signature, made.certificate];
  const lines = [hash, rpId, made.format, ...parts.map((one) => Buffer.from(one).toString('base64'))];
  process.stdout.write(`${lines.join('\n')}\n`);
};

const assert = async (): Promise<void> => {
  const [hash, rpId, id] = [await nextLine(), await nextLine(), await nextLine()];
  if (!key.holds(rpId, Buffer.from(id, 'base64'))) throw new KeyRefusal(status.noCredentials);
  process.stdout.write(`${[hash, rpId, 'AA==', 'AA=='].join('\n')}\n`);
};

/** The call of the library that a tool names when it fails. */
const calls: Readonly<Record<string, string>> = {
  'fido2-token -S': 'fido_dev_set_pin',
  'fido2-cred -M': 'fido_dev_make_cred',
  'fido2-assert -G': 'fido_dev_get_assert',
};

const commands: Readonly<Record<string, () => void | Promise<void>>> = {
  'fido2-token -L': list,
  'fido2-token -I': info,
  'fido2-token -S': setPin,
  'fido2-cred -M': makeCredential,
  'fido2-assert -G': assert,
};

const name = `${tool} ${args[0] ?? ''}`;
const run = async (): Promise<void> => {
  if (existsSync(path.join(folder, 'trace'))) {
    writeFileSync(path.join(folder, 'trace'), `${JSON.stringify([tool, ...args])}\n`, { flag: 'a' });
  }
  if (plugged.hangs === name) await new Promise(() => setInterval(() => undefined, 1_000));
  if (plugged.removedAt === name) return fail(`${calls[name] ?? 'fido_dev_open'}: FIDO_ERR_RX`);
  try {
    await commands[name]?.();
  } catch (error) {
    if (!(error instanceof KeyRefusal)) throw error;
    const said = `FIDO_ERR_${errorNames.get(error.status) ?? 'ERR_OTHER'}`;
    process.stderr.write(`${tool}: ${calls[name] ?? tool}: ${said}\n`);
    process.exitCode = 1;
  } finally {
    writeFileSync(file, JSON.stringify(plugged));
  }
};

await run();
// What is still to come on standard input is nobody's.
process.exit();

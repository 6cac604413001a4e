import {
  createToolKey,
  runTool,
  type KeyAsk,
  type KeyPerson,
  type PinQuestion,
} from '../../src/main/keys/index.ts';
import type { RunTool } from '../../src/main/keys/run-tool.ts';
import { recordingLog } from './channels.ts';

/** As the recordings in test/fixtures/fido2-tools were asked. */
export const ask: KeyAsk = {
  rp: { id: 'login.example', name: 'Example' },
  user: { id: 'dXNlcg', name: 'ann@example', displayName: 'Ann' },
  challenge: 'Y2hhbGxlbmdlLWNoYWxsZW5nZQ',
  algorithms: [-7, -257],
  exclude: [],
  hmacSecret: false,
  protection: 1,
};

/** Somebody who answers one question after the other, and goes away when no answer is left. */
export const personWith = (pins: readonly string[], change: Partial<KeyPerson> = {}) => {
  const asked: PinQuestion[] = [];
  const given: Uint8Array[] = [];
  const shown: string[] = [];
  const person: KeyPerson = {
    askPin: (question) => {
      const pin = pins[asked.length];
      asked.push(question);
      if (pin === undefined) return Promise.resolve(null);
      const bytes = new TextEncoder().encode(pin);
      given.push(bytes);
      return Promise.resolve(bytes);
    },
    show: (step) => void shown.push(step),
    allows: () => true,
    ...change,
  };
  return { person, asked, given, shown };
};

/** The maker, over tools in a folder or whatever runs in their place. */
export const toolKey = (folder: string, more: { run?: RunTool; patienceMs?: number } = {}) => {
  const { lines, log } = recordingLog();
  const make = createToolKey({
    folder,
    log,
    run: more.run ?? runTool,
    patienceMs: more.patienceMs ?? 20_000,
  });
  return { make, lines };
};

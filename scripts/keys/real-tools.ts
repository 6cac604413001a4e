import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { vouchFor } from './maker.ts';
import { newMemory, type KeyMemory } from './software-key.ts';

/** libfido2's own tools, before a key in software. */
export interface RealTools {
  /** What a site names as `keys.toolsFolder`. */
  readonly folder: string;
  readonly memory: () => KeyMemory;
  readonly stop: () => void;
}

/**
 * Of the list alone a line is made up: what is no USB device is in no list. The tools run as children of a shell: one that
 * leads its session would take the pseudo-terminal for the terminal to ask at, which no real key is.
 */
const wrapper = (tool: string, device: string): string => `#!/bin/sh
if [ "$1" = -L ]; then echo '${device}: vendor=0x1050, product=0x0407 (Simulated Security Key)'; exit 0; fi
/usr/bin/${tool} "$@"
exit $?
`;

/**
 * Plugs a key in software in, where the library takes any character device for a key: a pseudo-terminal.
 * Needs Debian's `fido2-tools` and `socat`.
 */
export const startRealTools = async (aaguid: string): Promise<RealTools> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-real-keys-'));
  const device = path.join(folder, 'key');
  const file = path.join(folder, 'memory.json');
  writeFileSync(file, JSON.stringify(newMemory({ aaguid, attestation: await vouchFor(aaguid) })));
  for (const tool of ['fido2-token', 'fido2-cred', 'fido2-assert']) {
    writeFileSync(path.join(folder, tool), wrapper(tool, device), { mode: 0o755 });
  }
  const entry = path.join(import.meta.dirname, 'hid-entry.ts');
  const program = `EXEC:"${process.execPath} ${entry} ${file}"`;
  const socat = spawn('socat', ['-b64', `PTY,raw,echo=0,link=${device}`, program], { stdio: 'ignore' });
  for (let tries = 0; tries < 200 && !existsSync(device); tries += 1) await wait(25);
  return {
    folder,
    memory: () => JSON.parse(readFileSync(file, 'utf8')) as KeyMemory,
    stop: () => {
      socat.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

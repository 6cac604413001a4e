import { chmodSync, copyFileSync, linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Plugged } from './fido2-tools.ts';
import { vouchFor } from './maker.ts';
import { newMemory, type Held, type KeyMemory } from './software-key.ts';

/** A key in software that is plugged in, with the tools by which a desk on Linux speaks to it. */
export interface PluggedKey {
  /** What the site names as `keys.toolsFolder`. */
  readonly folder: string;
  readonly read: () => Plugged;
  readonly change: (change: Partial<Plugged>) => void;
  /** Which tools were started, with their arguments. */
  readonly trace: () => readonly (readonly string[])[];
  readonly held: () => readonly Held[];
  readonly remove: () => void;
}

/** The model that the simulated maker makes. */
export const simulatedModel = '7e1f0c1e-5a1d-4b8e-9c55-0d5c0de5a1d0';

/** The program's files, and Node, where a desk that runs as another account can read them. */
const install = (folder: string): string => {
  for (const name of ['fido2-tools.ts', 'software-key.ts', 'cbor.ts']) {
    copyFileSync(path.join(import.meta.dirname, name), path.join(folder, name));
  }
  if (process.getuid?.() !== 0) return process.execPath;
  const node = path.join(folder, 'node');
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
  }
  return node;
};

/** Plugs one in. Its maker vouches for it unless `memory` says otherwise. */
export const plugIn = async (memory: Partial<KeyMemory> = {}): Promise<PluggedKey> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-keys-'));
  chmodSync(folder, 0o777);
  const aaguid = simulatedModel.replaceAll('-', '');
  const file = path.join(folder, 'plugged.json');
  const write = (plugged: Plugged): void => writeFileSync(file, JSON.stringify(plugged), { mode: 0o666 });
  const read = (): Plugged => JSON.parse(readFileSync(file, 'utf8')) as Plugged;
  write({
    key: newMemory({ aaguid, attestation: await vouchFor(aaguid), ...memory }),
    devices: ['/dev/hidraw7'],
    hangs: null,
    removedAt: null,
  });
  const trace = path.join(folder, 'trace');
  writeFileSync(trace, '');
  for (const one of [file, trace]) chmodSync(one, 0o666);
  const node = install(folder);
  const program = path.join(folder, 'fido2-tools.ts');
  for (const tool of ['fido2-token', 'fido2-cred', 'fido2-assert']) {
    const script = `#!/bin/sh\nexec '${node}' '${program}' '${folder}' ${tool} "$@"\n`;
    writeFileSync(path.join(folder, tool), script, { mode: 0o755 });
  }
  return {
    folder,
    read,
    change: (change) => write({ ...read(), ...change }),
    trace: () =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as string[]])),
    held: () => read().key.held,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

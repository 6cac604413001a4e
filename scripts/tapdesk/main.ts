// The command line, without Electron: what can be done without a desk, a window or a display.
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createAsk, runCli } from '../../src/main/cli/index.ts';
import { readStationKey } from '../../src/main/journal/index.ts';
import { root } from '../setup/paths.mjs';

// Whoever reads may have read enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const unprotected = {
  isEncryptionAvailable: () => false,
  encryptString: () => Buffer.alloc(0),
  decryptString: () => '',
};

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  simulatorProgram: path.join(root, 'src/simulator/main.ts'),
  installedConfigFiles: [],
  ask: createAsk(process.stdin, process.stderr),
  // What the operating system keeps for the desk, it gives to the installed program alone.
  stationKey: (folder, simulated) => readStationKey({ folder, protection: simulated ? null : unprotected }),
  clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
});

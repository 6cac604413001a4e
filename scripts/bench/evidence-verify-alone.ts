// Verifies a pack by the small verifier, and says how long it took and how much memory the process needed at most.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { runPackVerifier } from '../../src/verifier/pack/command.ts';

const [pack = ''] = process.argv.slice(2);
const begun = performance.now();
const ok = runPackVerifier([pack, '--json'], { out: () => undefined, error: () => undefined }) === 0;
const milliseconds = performance.now() - begun;
process.stdout.write(`${JSON.stringify({ ok, milliseconds, kilobytes: process.resourceUsage().maxRSS })}\n`);

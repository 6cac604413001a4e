import { packUsage, runPackVerifier } from '../../../verifier/pack/command.ts';
import type { Command } from '../command.ts';

/** Verifies a pack by the separate verifier. */
export const evidenceVerify: Command = {
  name: 'evidence verify',
  usage: packUsage,
  run: ({ args, output }) => Promise.resolve(runPackVerifier(args, output)),
};

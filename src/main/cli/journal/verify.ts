import { runVerifier, usage } from '../../../verifier/command.ts';
import { CANNOT_RUN, FINE, FOUND, type Command } from '../command.ts';

/** Verifies a journal by the independent verifier. */
export const journalVerify: Command = {
  name: 'journal verify',
  usage,
  run: ({ args, output }) => {
    const status = runVerifier(args, output);
    return Promise.resolve(status === 0 ? FINE : status === 1 ? FOUND : CANNOT_RUN);
  },
};

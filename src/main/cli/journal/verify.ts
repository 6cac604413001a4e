import { runVerifier, usage } from '../../../verifier/command.ts';
import { CANNOT_RUN, FINE, FOUND, type Command } from '../command.ts';
import { withFetched } from './fetched.ts';

/** Verifies a journal by the independent verifier. */
export const journalVerify: Command = {
  name: 'journal verify',
  usage: usage.replace('may be given again\n  --after', 'or s3:FILE, an object store\n  --after'),
  run: async ({ args, output, now }) => {
    const status = await withFetched(args, now, (words) => runVerifier(words, output));
    return status === 0 ? FINE : status === 1 ? FOUND : CANNOT_RUN;
  },
};

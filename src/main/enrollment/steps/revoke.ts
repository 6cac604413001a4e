import type { Effect } from './step.ts';

/** The pass that the effect `undoes` created is deleted. */
export const revoke = (passId: string, undoes: string): Effect<string> => ({
  step: 'revoke',
  intent: { passId, undoes },
  perform: (ports, call) => ports.directory.deletePass(ports.personId, passId, call),
  outcome: (value) => ({ found: value }),
});

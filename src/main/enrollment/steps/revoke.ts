import { removed, type Effect, type Removal } from './step.ts';

/** The pass that the effect `undoes` created is deleted. */
export const revoke = (passId: string, removal: Removal): Effect<string> => ({
  step: 'revoke',
  intent: { passId, undoes: removal.undoes },
  perform: (ports, call) => ports.directory.deletePass(ports.personId, passId, call),
  outcome: (value) => removed(value, removal),
});

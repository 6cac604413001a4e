import type { MadeKey, Method } from '../../directory/index.ts';
import type { Effect } from './step.ts';

/** As the person finds the key in the list of their methods; Entra takes thirty characters. */
const displayName = 'Security key (desk)';

/**
 * A key that the person set up at the desk is registered for them. It is the person's own from then on and is not taken
 * back, however the enrollment ends; so there is nothing to probe but whether it is there.
 */
export const provision = (key: MadeKey): Effect<Method> => ({
  step: 'provision',
  intent: { credentialId: key.id },
  perform: (ports, call) => ports.directory.addKey(ports.personId, { displayName, key }, call),
  outcome: ({ id, aaGuid, attestationLevel }) => ({ methodId: id, aaGuid, attestationLevel }),
});

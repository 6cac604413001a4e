import type { MadeKey, Method } from '../../directory/index.ts';
import { textOf } from '../effects.ts';
import type { Effect, Probe } from './step.ts';

/** As the person finds the key in the list of their methods; Entra takes thirty characters. */
const displayName = 'Security key (desk)';

/**
 * A key that the person set up at the desk is registered for them. It is the person's own from then on and is not taken
 * back, however the enrollment ends.
 */
export const provision = (key: MadeKey): Effect<Method> => ({
  step: 'provision',
  intent: { credentialId: key.id },
  perform: (ports, call) => ports.directory.addKey(ports.personId, { displayName, key }, call),
  outcome: ({ id, aaGuid, attestationLevel }) => ({ methodId: id, aaGuid, attestationLevel }),
});

/** Whether it is there, so that the record says it. Entra's id of a key is the credential's own. */
export const probeProvision: Probe = async (record, { directory, personId }, call) => {
  const id = textOf(record.data, 'credentialId');
  const there = (await directory.listMethods(personId, call)).some((method) => method.id === id);
  return there ? { is: 'done', data: { methodId: id } } : { is: 'not-done' };
};

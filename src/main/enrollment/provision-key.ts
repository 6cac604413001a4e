import { DirectoryError, type Method } from '../directory/index.ts';
import type { Context } from './context.ts';
import { toSettle } from './effects.ts';
import { codeOf, perform, settle } from './perform.ts';
import type { EffectPorts } from './ports.ts';
import { provision } from './steps/index.ts';
import type { Work } from './work.ts';

/** An answer that was lost: the key is there or it is not. Entra's id of a key is the credential's own. */
const seeKey = async (ports: EffectPorts, id: string, signal: AbortSignal): Promise<Method | null> => {
  for (const wait of [0, ...ports.settings.absenceWaitsMs]) {
    await ports.clock.sleep(wait, signal);
    if (signal.aborted) return null;
    try {
      const call = { correlationId: ports.newId(), signal };
      const found = (await ports.directory.listMethods(ports.personId, call)).find((one) => one.id === id);
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      ports.log.warn('look-failed', { code: codeOf(error) });
    }
  }
  return null;
};

/**
 * Registers what the key made. A refusal leaves the person where they were, with the pass and the other ways; so does an
 * answer that was lost when many looks find no such key.
 */
export const provisionKey =
  (ports: EffectPorts, context: () => Context): Work =>
  async ({ signal }) => {
    const { madeKey } = context();
    if (madeKey === null) return { type: 'give-up', why: 'internal' };
    const performed = await perform(ports, provision(madeKey));
    if (performed.ok) return { type: 'found', method: performed.value };
    const { code, outcome, trouble } = performed;
    if (code === 'station.journal-unwritable') return { type: 'give-up', why: code };
    const method = outcome === 'unknown' ? await seeKey(ports, madeKey.id, signal) : null;
    if (method === null) return { type: 'key-refused', code, trouble };
    for (const record of toSettle(ports.recorder.effects())) {
      if (record.data['credentialId'] !== method.id) continue;
      settle(ports, record, { is: 'done', data: { methodId: method.id } });
    }
    return { type: 'found', method };
  };

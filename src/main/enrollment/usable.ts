import type { ProblemCode } from '../../shared/index.ts';
import { DirectoryError, type PassOnRecord } from '../directory/index.ts';
import { isLivePass } from '../policy/index.ts';
import { backoffMs } from './patience.ts';
import type { EffectPorts } from './ports.ts';
import { giveUp, type Parts, type Work } from './work.ts';

/** @returns the person's passes; none where they could not be read */
export const listed = async (ports: EffectPorts, signal: AbortSignal): Promise<readonly PassOnRecord[]> => {
  try {
    return await ports.directory.listPasses(ports.personId, { correlationId: ports.newId(), signal });
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    ports.log.warn('look-failed', { code: error.code });
    return [];
  }
};

/** A pass that can be used and that the facts before ours did not have. */
export const isAnothers = ({ memory, context }: Parts, pass: PassOnRecord): boolean =>
  isLivePass(pass) &&
  pass.id !== memory.pass?.id &&
  !(context().facts?.passes ?? []).some((before) => before.id === pass.id);

/** Graph's methodUsabilityReason; it is no closed list. */
const unusable: Readonly<Record<string, ProblemCode>> = {
  DisabledByPolicy: 'pass.off-by-policy',
  NotYetValid: 'pass.not-yet-valid',
  OneTimeUsed: 'pass.used-already',
  Expired: 'pass.expired',
};

/** Nothing that is waited for changes these. */
const final: ReadonlySet<string> = new Set(['OneTimeUsed', 'Expired']);

/** Why no pass that can be used will come of this one; null while it may. */
const whyOver = (pass: PassOnRecord | undefined, tooLong: boolean): ProblemCode | null => {
  const reason = pass?.usabilityReason ?? '';
  return tooLong || final.has(reason) ? (unusable[reason] ?? 'pass.unusable') : null;
};

/** Waits until the pass can be used; says why when it will not be, or when somebody else's took its place. */
export const seeUsable =
  (parts: Parts): Work =>
  async ({ signal }) => {
    const { ports, memory } = parts;
    const until = ports.clock.monotonicMs() + ports.settings.usableWaitSeconds * 1000;
    for (let look = 0; ; look += 1) {
      const passes = await listed(ports, signal);
      if (signal.aborted) return null;
      const pass = passes.find((one) => one.id === memory.pass?.id);
      if (pass === undefined && passes.some((one) => isAnothers(parts, one)))
        return giveUp('pass.someone-elses');
      if (pass?.usable === true) {
        ports.recorder.append({ type: 'pass.usable', step: 'issue', data: { passId: pass.id } });
        return { type: 'usable' };
      }
      const why = whyOver(pass, ports.clock.monotonicMs() >= until);
      if (why !== null) return giveUp(why);
      await ports.clock.sleep(backoffMs(look), signal);
    }
  };

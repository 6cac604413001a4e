import { cameBy, rejectionOf } from '../policy/index.ts';
import { lookOnce, type Baseline } from './looks.ts';
import { performPatiently } from './patience.ts';
import { removeStolen } from './steps/index.ts';
import { repeatAll } from './undo.ts';
import { giveUp, type Parts, type Work } from './work.ts';

/** Against policy and what the desk offered; what the person said is theirs came the right way. */
const judgeOf =
  ({ context }: Parts): Baseline['judge'] =>
  (method) => {
    const { facts, decision, way, ownMethodIds } = context();
    const because = facts === null ? 'kind' : rejectionOf(method, facts, decision?.groupId ?? null);
    if (because !== null) return { is: 'rejected', because };
    const came = cameBy(method, way);
    if (came === 'beside') return { is: 'beside' };
    return { is: came === 'this-way' || ownMethodIds.includes(method.id) ? 'accepted' : 'not-chosen' };
  };

const baselineOf = (parts: Parts): Baseline => ({
  judge: judgeOf(parts),
  ...memoryOf(parts),
});

const memoryOf = ({ memory, context }: Parts): Omit<Baseline, 'judge'> => ({
  methods: context().facts?.methods ?? [],
  passId: memory.pass?.id ?? null,
  issuedAt: memory.pass?.createdAt ?? null,
});

export const watch =
  (parts: Parts): Work =>
  async ({ signal, tell }) => {
    const { ports } = parts;
    const told = new Set<string>();
    for (;;) {
      await ports.clock.sleep(ports.settings.pollSeconds * 1000, signal);
      if (signal.aborted) return null;
      const seen = await lookOnce({ ...ports, quota: parts.memory.quota }, baselineOf(parts), signal);
      if (seen.is === 'found') return { type: 'found', method: seen.method };
      if (seen.is === 'unexpected') return { type: 'unexpected', method: seen.method };
      if (seen.is === 'replaced') return giveUp('pass.someone-elses');
      if (seen.is === 'not-accepted' && !told.has(seen.methodId)) {
        told.add(seen.methodId);
        tell({ type: 'not-accepted', methodId: seen.methodId, because: seen.because });
      }
    }
  };

/** After a look that somebody asked for: the tenant copies what it has just taken. */
const QUICK_LOOK_MS = 1_500;

export const lookClosely =
  (parts: Parts): Work =>
  async ({ signal }) => {
    const { ports } = parts;
    for (let look = 0; look <= ports.settings.looksAfterEvent; look += 1) {
      if (look > 0) await ports.clock.sleep(QUICK_LOOK_MS, signal);
      if (signal.aborted) return null;
      const seen = await lookOnce({ ...ports, quota: parts.memory.quota }, baselineOf(parts), signal);
      if (seen.is === 'found') return { type: 'found', method: seen.method };
      if (seen.is === 'unexpected') return { type: 'unexpected', method: seen.method };
      if (seen.is === 'replaced') return giveUp('pass.someone-elses');
      if (seen.is === 'not-accepted') {
        return { type: 'not-accepted', methodId: seen.methodId, because: seen.because };
      }
    }
    return { type: 'nothing-new' };
  };

/** With the person's own word: whoever added it can sign in with it. Then the enrollment ends. */
export const removeForeign =
  ({ ports, context }: Parts): Work =>
  async ({ signal }) => {
    const { unexpected } = context();
    if (unexpected === null) return giveUp('internal');
    const make = () => removeStolen({ method: unexpected, reportedAt: ports.clock.now() });
    await performPatiently(ports, make, signal);
    await repeatAll(ports);
    return giveUp('register.not-theirs');
  };

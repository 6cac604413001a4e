import { z } from 'zod';
import { ending, problemCode, scenario } from '../../shared/index.ts';
import type { Stored } from '../journal/index.ts';
import { cleanupOf } from './effects.ts';
import { endingLine } from './ending.ts';
import type { EffectPorts } from './ports.ts';
import type { Recovered } from './port.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { repeatAll, undoAll } from './undo.ts';

/** What recovery needs to know of an enrollment besides its effects. */
interface Interrupted {
  readonly id: string;
  readonly personId: string;
  readonly entries: readonly Stored[];
}

const told = z.object({
  ending: ending.catch('stopped'),
  why: problemCode.nullable().catch(null),
  scenario: scenario.nullable().catch(null),
});

/** Later entries say more than earlier ones: the last that names a thing counts. */
const toldBy = (entries: readonly Stored[]): z.infer<typeof told> => {
  const merged = entries.map(({ entry }) => entry.data);
  const last = (name: string): unknown => merged.findLast((data) => (data[name] ?? null) !== null)?.[name];
  return told.parse({ ending: last('ending'), why: last('why') ?? null, scenario: last('scenario') ?? null });
};

const recoverOne = async (
  ports: Omit<EffectPorts, 'recorder' | 'personId'>,
  recorder: Recorder,
  { id, personId, entries }: Interrupted,
): Promise<Recovered> => {
  const effectPorts = { ...ports, recorder, personId };
  recorder.append({ type: 'enrollment.recovery', data: { entries: entries.length } });
  await undoAll(effectPorts);
  await repeatAll(effectPorts);
  const { ending: how, ...context } = toldBy(entries);
  const startedAt = Date.parse(entries[0]?.entry.at ?? '');
  const line = endingLine(how, {
    context: { ...context, startedAt },
    effects: recorder.effects(),
    endedAt: ports.clock.now(),
  });
  recorder.append(line);
  return { enrollment: id, ...cleanupOf(recorder.effects()) };
};

/** The journal's part that recovery uses. */
export interface RecoveryJournal {
  readonly openEnrollments: () => readonly string[];
  readonly ofEnrollment: (enrollment: string) => readonly Stored[];
  readonly append: Parameters<typeof createRecorder>[0]['journal']['append'];
}

/**
 * Finds every enrollment that the journal shows without an ending, looks at the tenant for what truly happened,
 * takes back what stands and writes the ending. Such an enrollment ends as stopped, whatever it had reached,
 * unless its ending was already known and only cleaning up was left.
 *
 * @param running ids of enrollments of this process, which are not interrupted
 * @throws JournalError when what was found cannot be written
 */
export const recoverAll = async (
  ports: Omit<EffectPorts, 'recorder' | 'personId'>,
  journal: RecoveryJournal,
  running: ReadonlySet<string>,
): Promise<readonly Recovered[]> => {
  const recovered: Recovered[] = [];
  for (const id of journal.openEnrollments().filter((one) => !running.has(one))) {
    const entries = journal.ofEnrollment(id);
    const personId = entries[0]?.entry.subject ?? null;
    if (personId === null) continue;
    const recorder = createRecorder(
      { journal, log: ports.log },
      { enrollment: id, subject: personId },
      entries.map(({ entry }) => entry),
    );
    recovered.push(await recoverOne(ports, recorder, { id, personId, entries }));
  }
  return recovered;
};

import { z } from 'zod';
import { ending, problemCode, scenario } from '../../shared/index.ts';
import type { Person } from '../directory/index.ts';
import type { Stored } from '../journal/index.ts';
import { cleanupOf } from './effects.ts';
import { endingLines } from './ending.ts';
import { foreignLeft } from './foreign.ts';
import { leftOf } from './left.ts';
import type { EffectPorts } from './ports.ts';
import { codeOf, performBack } from './perform.ts';
import type { Recovered } from './port.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { removeStolen } from './steps/index.ts';
import { repeatAll, settleAll, undoAll } from './undo.ts';
import { recordNumberOf } from './view.ts';

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

/** Removes what the person said is not theirs, where the station died before it began to, and tells of it. */
const removeForeignLeft = async (ports: EffectPorts, entries: readonly Stored[]): Promise<void> => {
  const left = foreignLeft(entries.map(({ entry }) => entry));
  if (left === null) return;
  if (left.alert !== null) ports.recorder.append(left.alert);
  await performBack(ports, removeStolen(left.remove));
};

const recoverOne = async (
  ports: Omit<EffectPorts, 'recorder' | 'personId' | 'cardIsThere'>,
  recorder: Recorder,
  { id, personId, entries }: Interrupted,
): Promise<Recovered> => {
  // What is only taken back asks for no card.
  const effectPorts = { ...ports, recorder, personId, cardIsThere: () => false };
  recorder.append({ type: 'enrollment.recovery', data: { entries: entries.length } });
  await undoAll(effectPorts);
  await removeForeignLeft(effectPorts, entries);
  await repeatAll(effectPorts);
  await settleAll(effectPorts);
  const { ending: how, ...context } = toldBy(entries);
  const startedAt = Date.parse(entries[0]?.entry.at ?? '');
  const effects = recorder.effects();
  const ended = { context: { ...context, startedAt }, effects, endedAt: ports.clock.now() };
  for (const line of endingLines(how, ended, recorder)) recorder.append(line);
  const left = leftOf(effects);
  const person = left.length === 0 ? null : await personOf(effectPorts);
  return { enrollment: id, recordNumber: recordNumberOf(id), personId, person, left, ...cleanupOf(effects) };
};

/** Who it is about, so that a supervisor can be told; the object id has to do when the tenant does not say. */
const personOf = async ({ directory, personId, newId, log }: EffectPorts): Promise<Person | null> => {
  try {
    return await directory.readPerson(personId, { correlationId: newId() });
  } catch (error) {
    log.warn('person-not-read', { error: codeOf(error) });
    return null;
  }
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
  ports: Omit<EffectPorts, 'recorder' | 'personId' | 'cardIsThere'>,
  journal: RecoveryJournal,
  running: ReadonlySet<string>,
): Promise<readonly Recovered[]> => {
  const recovered: Recovered[] = [];
  for (const id of journal.openEnrollments().filter((one) => !running.has(one))) {
    const entries = journal.ofEnrollment(id);
    const personId = entries[0]?.entry.subject ?? null;
    if (personId === null) continue;
    const recorder = createRecorder(
      { journal, log: ports.log, clock: ports.clock },
      { enrollment: id, subject: personId },
      entries.map(({ entry }) => entry),
    );
    recovered.push(await recoverOne(ports, recorder, { id, personId, entries }));
  }
  return recovered;
};

import { problemCode, type ProblemCode } from '../../shared/index.ts';
import { textOf, toRepeat, toUndo, type EffectRecord } from './effects.ts';
import { performBack, probe, settle } from './perform.ts';
import type { EffectPorts } from './ports.ts';
import { again, undoOf, type Probed } from './steps/index.ts';

/** The record as it stands now: looking may have settled it. */
const current = (ports: EffectPorts, record: EffectRecord): EffectRecord =>
  ports.recorder.effects().find((one) => one.effect === record.effect) ?? record;

/** Finds out whether an effect of unknown outcome stands, and writes that down. */
const clarify = async (ports: EffectPorts, record: EffectRecord): Promise<Probed['is']> => {
  const probed = await probe(ports, record);
  settle(ports, record, probed);
  return probed.is;
};

/** One attempt. False when the effect may still stand. */
const undoOnce = async (ports: EffectPorts, record: EffectRecord): Promise<boolean> => {
  const undo = undoOf(record.step);
  if (undo === undefined) return true;
  if (record.state !== 'ok') {
    const is = await clarify(ports, record);
    if (is !== 'done') return is === 'not-done';
  } else if (!record.seen) {
    // What was just written may not be readable yet, and then could not be removed either.
    await probe(ports, record);
  }
  return (await performBack(ports, undo.compensate(current(ports, record), ports.personId))).ok;
};

/**
 * Takes one effect back, trying again with growing waits. What stays undone stays an open intent in the record.
 */
const undoOne = async (ports: EffectPorts, record: EffectRecord): Promise<void> => {
  for (const wait of [0, ...ports.settings.undoWaitsMs]) {
    if (wait > 0) await ports.clock.sleep(wait);
    if (await undoOnce(ports, current(ports, record))) return;
  }
  ports.log.error('not-undone', { step: record.step, effect: record.effect });
};

/** Takes back everything that may stand, latest first, going on past what fails. */
export const undoAll = async (ports: EffectPorts): Promise<void> => {
  for (const record of toUndo(ports.recorder.effects())) await undoOne(ports, record);
};

/** The same at once for all: the way after success, where the time until nothing temporary is left counts. */
export const undoTogether = async (ports: EffectPorts): Promise<void> => {
  await Promise.all(toUndo(ports.recorder.effects()).map((record) => undoOne(ports, record)));
};

/** Does again what closing left undecided. */
export const repeatAll = async (ports: EffectPorts): Promise<void> => {
  for (const record of toRepeat(ports.recorder.effects())) {
    for (const wait of [0, ...ports.settings.undoWaitsMs]) {
      if (wait > 0) await ports.clock.sleep(wait);
      if ((await performBack(ports, again(record))).ok) break;
    }
  }
};

/** Why the latest effect that failed did so. */
export const lastFailure = (records: readonly EffectRecord[]): ProblemCode => {
  const failed = records.findLast((record) => record.state !== 'ok' && textOf(record.data, 'code') !== null);
  const code = problemCode.safeParse(failed?.data['code']);
  return code.success ? code.data : 'tenant.unavailable';
};

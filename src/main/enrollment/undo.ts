import { problemCode, type ProblemCode } from '../../shared/index.ts';
import { textOf, toRepeat, toSettle, toUndo, type EffectRecord } from './effects.ts';
import { look, performBack, probe, settle } from './perform.ts';
import type { EffectPorts } from './ports.ts';
import { again, endsBySelfAt, undoOf, type Probed } from './steps/index.ts';

/** The record as it stands now: looking may have settled it. */
const current = (ports: EffectPorts, record: EffectRecord): EffectRecord =>
  ports.recorder.effects().find((one) => one.effect === record.effect) ?? record;

/** How often something else may follow what only looked like ours. */
const FOLLOWERS = 3;

/**
 * Something of another station's may look like ours while ours is still on its way: what is found by likeness goes at
 * once, and is looked for again. It stays undecided meanwhile, so that a death in between begins anew.
 *
 * @returns the last that was found
 */
const lastAlike = async (ports: EffectPorts, record: EffectRecord, first: Probed): Promise<Probed> => {
  const undo = undoOf(record.step);
  let found = first;
  for (let turn = 0; turn < FOLLOWERS; turn += 1) {
    if (undo === undefined || found.is !== 'done' || found.byLikeness !== true) return found;
    const removal = undo.compensate({ ...record, data: { ...record.data, ...found.data } }, true);
    // Not as what undoes it: that comes when it is known what was ours.
    await performBack(ports, { ...removal, intent: { ...removal.intent, undoes: null } });
    await ports.clock.sleep(ports.settings.onItsWayMs);
    const next = await look(ports, record);
    if (next.is === 'not-done') return found;
    found = next;
  }
  return found;
};

/** Finds out whether an effect of unknown outcome stands, and writes that down. */
const clarify = async (ports: EffectPorts, record: EffectRecord): Promise<Probed['is']> => {
  const probed = await lastAlike(ports, record, await probe(ports, record));
  settle(ports, record, probed);
  return probed.is;
};

/** After so long everything that was written can be read: finding nothing then means that there is nothing. */
const ABSENCE_TELLS_AFTER_MS = 120_000;

/** Since the intent: by the clock that never jumps, or, for an effect of an earlier run, by the wall clock. */
const ageMs = ({ clock, recorder }: EffectPorts, { effect, data }: EffectRecord): number => {
  const begun = recorder.begunAt(effect);
  if (begun !== null) return clock.monotonicMs() - begun;
  return typeof data['at'] === 'number' ? clock.now() - data['at'] : 0;
};

/** Whether finding nothing shows that an effect which surely happened is gone, rather than not to be seen yet. */
const absenceTells = async (ports: EffectPorts, record: EffectRecord): Promise<boolean> => {
  const isOld = ageMs(ports, record) > ABSENCE_TELLS_AFTER_MS;
  return record.seen || isOld || (await probe(ports, record)).is === 'done';
};

/**
 * One attempt. False when the effect may still stand.
 *
 * @param last nobody will look again soon: many looks have found nothing by now, and that has to do
 */
const undoOnce = async (ports: EffectPorts, record: EffectRecord, last: boolean): Promise<boolean> => {
  const undo = undoOf(record.step);
  if (undo === undefined) return true;
  if (record.state !== 'ok') {
    const is = await clarify(ports, record);
    if (is !== 'done') return is === 'not-done';
  }
  const tells = record.state !== 'ok' || (await absenceTells(ports, record)) || last;
  const performed = await performBack(ports, undo.compensate(current(ports, record), tells));
  return performed.ok && (tells || performed.value !== 'absent');
};

/** Whether its own lifetime has ended what could not be taken back; then that is the end of it. */
const isOverBySelf = ({ clock, recorder }: EffectPorts, record: EffectRecord): boolean => {
  const endsAt = endsBySelfAt(record);
  if (endsAt === null || clock.now() < endsAt) return false;
  recorder.note({ type: 'pass.over', step: record.step, data: { effect: record.effect } });
  return true;
};

/**
 * Takes one effect back, trying again with growing waits. What stays undone stays an open intent in the record.
 */
const undoOne = async (ports: EffectPorts, record: EffectRecord): Promise<void> => {
  const waits = [0, ...ports.settings.undoWaitsMs];
  for (const [attempt, wait] of waits.entries()) {
    if (wait > 0) await ports.clock.sleep(wait);
    if (await undoOnce(ports, current(ports, record), attempt === waits.length - 1)) return;
  }
  if (isOverBySelf(ports, current(ports, record))) return;
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

/** Looks for what stays however the enrollment ends, where nobody knows whether it came to be. */
export const settleAll = async (ports: EffectPorts): Promise<void> => {
  for (const record of toSettle(ports.recorder.effects())) await clarify(ports, record);
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

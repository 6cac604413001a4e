import type { ProblemCode } from '../../shared/index.ts';
import { DirectoryError, type CallTrace } from '../directory/index.ts';
import { JournalError } from '../journal/index.ts';
import type { EffectData, EffectRecord } from './effects.ts';
import type { Trouble } from './port.ts';
import type { EffectPorts } from './ports.ts';
import { probeOf, type Effect, type Probed } from './steps/index.ts';

/** What came of an effect. `written`: its outcome is on disk. `retryAfterMs` is given when it surely did not happen and may be tried again. */
export type Performed<Value> =
  | { readonly ok: true; readonly value: Value; readonly trace: CallTrace; readonly written: boolean }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly outcome: 'none' | 'unknown';
      readonly retryAfterMs: number | null;
      /** Null when no call to the tenant failed. */
      readonly trouble: Trouble | null;
    };

/** The code under which a failure is told: anything not foreseen is `internal`. */
export const codeOf = (error: unknown): ProblemCode =>
  error instanceof DirectoryError || error instanceof JournalError ? error.code : 'internal';

/** What a failed call to the tenant tells besides its code; null for any other failure. */
export const troubleOf = (error: unknown): Trouble | null =>
  error instanceof DirectoryError
    ? {
        code: error.code,
        correlationId: error.trace.correlationId,
        retryAfterSeconds: error.retryAfterSeconds,
      }
    : null;

const traceData = (trace: CallTrace | null): EffectData => ({
  requestId: trace?.requestId ?? null,
  serverTime: trace?.serverTime ?? null,
});

const failureOf = (error: unknown): Performed<never> & { ok: false } => {
  if (!(error instanceof DirectoryError)) {
    return { ok: false, code: codeOf(error), outcome: 'unknown', retryAfterMs: null, trouble: null };
  }
  const again = error.outcome === 'none' && (error.retryable || error.code === 'pass.not-in-scope');
  const { code, outcome, retryAfterSeconds } = error;
  const retryAfterMs = again ? (retryAfterSeconds ?? 0) * 1000 : null;
  return { ok: false, code, outcome, retryAfterMs, trouble: troubleOf(error) };
};

const attempt = async <Value>(
  ports: EffectPorts,
  effect: Effect<Value>,
  id: string,
): Promise<Performed<Value>> => {
  const { recorder, log } = ports;
  const outcome = (data: EffectData): boolean =>
    recorder.note({ type: 'effect.outcome', step: effect.step, data: { effect: id, ...data } });
  try {
    const { value, trace } = await effect.perform(ports, { correlationId: id });
    const written = outcome({
      result: 'ok',
      ...effect.outcome(value, ports.clock.now()),
      ...traceData(trace),
    });
    return { ok: true, value, trace, written };
  } catch (error) {
    const failure = failureOf(error);
    const trace = error instanceof DirectoryError ? error.trace : null;
    const result = failure.outcome === 'none' ? 'failed' : 'unknown';
    outcome({ result, code: failure.code, ...traceData(trace) });
    log.warn('effect-failed', { step: effect.step, code: failure.code, result, correlationId: id });
    return failure;
  }
};

/**
 * Performs an effect forwards: the intent is on disk before anything happens, the outcome after.
 *
 * @returns a failure with outcome `none` when the intent could not be written, nothing was done then; with
 * outcome `unknown` when it happened and that could not be written: nothing may be built on it
 */
export const perform = async <Value>(
  ports: EffectPorts,
  effect: Effect<Value>,
): Promise<Performed<Value>> => {
  const id = ports.newId();
  try {
    ports.recorder.append({
      type: 'effect.intent',
      step: effect.step,
      data: { effect: id, at: ports.clock.now(), ...effect.intent },
    });
  } catch (error) {
    return { ok: false, code: codeOf(error), outcome: 'none', retryAfterMs: null, trouble: null };
  }
  const performed = await attempt(ports, effect, id);
  return performed.ok && !performed.written
    ? {
        ok: false,
        code: 'station.journal-unwritable',
        outcome: 'unknown',
        retryAfterMs: null,
        trouble: null,
      }
    : performed;
};

/**
 * Performs an effect that takes something back. It goes ahead even when its intent cannot be written: a pass left
 * alive would be worse than a missing line, and the effect it undoes is on record.
 */
export const performBack = <Value>(ports: EffectPorts, effect: Effect<Value>): Promise<Performed<Value>> => {
  const id = ports.newId();
  ports.recorder.note({
    type: 'effect.intent',
    step: effect.step,
    data: { effect: id, at: ports.clock.now(), ...effect.intent },
  });
  return attempt(ports, effect, id);
};

/** One look whether an effect happened. */
export const look = async (ports: EffectPorts, record: EffectRecord): Promise<Probed> => {
  const probeStep = probeOf(record.step);
  if (probeStep === undefined) return { is: 'unclear' };
  try {
    return await probeStep(record, ports, { correlationId: ports.newId() });
  } catch (error) {
    ports.log.warn('probe-failed', { step: record.step, code: codeOf(error) });
    return { is: 'unclear' };
  }
};

/**
 * Looks whether an effect happened, several times before it counts as absent, since reads lag behind writes.
 */
export const probe = async (ports: EffectPorts, record: EffectRecord): Promise<Probed> => {
  let probed = await look(ports, record);
  for (const wait of ports.settings.absenceWaitsMs) {
    if (probed.is !== 'not-done') return probed;
    await ports.clock.sleep(wait);
    probed = await look(ports, record);
  }
  return probed;
};

/** Writes down what looking has shown about an effect whose outcome was not known. */
export const settle = (ports: EffectPorts, record: EffectRecord, probed: Probed): void => {
  if (probed.is === 'unclear') return;
  const data = probed.is === 'done' ? { result: 'ok', ...probed.data } : { result: 'failed' };
  ports.recorder.note({
    type: 'effect.outcome',
    step: record.step,
    data: { effect: record.effect, by: 'looking', ...data },
  });
};

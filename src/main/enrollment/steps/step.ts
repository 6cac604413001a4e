import type { CallContext, Traced } from '../../directory/index.ts';
import type { EffectData, EffectRecord, StepName } from '../effects.ts';
import type { EffectPorts } from '../ports.ts';

/** What a look at the tenant tells about an effect of unknown outcome. */
export type Probed =
  | {
      readonly is: 'done';
      readonly data: EffectData;
      /** It only looks like ours, and ours may still be on its way. */
      readonly byLikeness?: true;
    }
  | { readonly is: 'not-done' }
  /** Something is there that may or may not be ours: a person has to say. */
  | { readonly is: 'unclear' };

/** An effect that is about to happen: what is written before, what is done, what is written after. */
export interface Effect<Value> {
  readonly step: StepName;
  /** What it is about, and the prior state that undoing it needs. */
  readonly intent: EffectData;
  readonly perform: (ports: EffectPorts, call: CallContext) => Promise<Traced<Value>>;
  /**
   * What the answer adds to the record.
   *
   * @param at when it came, in epoch milliseconds
   */
  readonly outcome: (value: Value, at: number) => EffectData;
}

/** One look, asked only about records whose outcome is not known or whose removal found nothing. */
export type Probe = (record: EffectRecord, ports: EffectPorts, call: CallContext) => Promise<Probed>;

/** The other half of an effect that can be taken back, working from its record alone so that it survives a crash. */
export interface Undo {
  readonly probe: Probe;
  /**
   * The effect that takes it back. Idempotent: what is gone already is `absent`.
   *
   * @param absenceTells whether finding nothing shows that it is gone, rather than that it cannot be seen yet
   */
  readonly compensate: (record: EffectRecord, absenceTells: boolean) => Effect<string>;
  /** When it is over for certain without anybody doing anything, in epoch milliseconds; absent when it never is. */
  readonly endsAt?: (record: EffectRecord) => number | null;
}

/** Which effect a removal undoes, and what finding nothing means to it. */
export interface Removal {
  readonly undoes: string;
  readonly absenceTells: boolean;
}

/** What a removal's answer adds to the record: finding nothing too early leaves it unknown. */
export const removed = (found: string, { absenceTells }: Removal): EffectData =>
  found === 'absent' && !absenceTells ? { found, result: 'unknown' } : { found };

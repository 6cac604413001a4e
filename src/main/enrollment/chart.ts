import type { Ending } from '../../shared/index.ts';
import { contextOf, type Context, type Given } from './context.ts';
import { endingLines } from './ending.ts';
import { leftOf } from './left.ts';
import { linesOf } from './lines.ts';
import type { EffectPorts } from './ports.ts';
import type { EnrollmentPlace, EnrollmentView, Trouble } from './port.ts';
import type { Command, MachineEvent } from './states.ts';
import { advance, begin, placeOf, type Step } from './transitions.ts';
import { viewOf } from './view.ts';

const endings: Partial<Record<EnrollmentPlace, Ending>> = {
  done: 'done',
  refused: 'refused',
  stopped: 'stopped',
};

/** What a taken event led to. */
export interface Taken {
  readonly place: EnrollmentPlace;
  /** A place was entered: another one, or the same anew. */
  readonly entered: boolean;
  readonly commands: readonly Command[];
  /** All that the event says is on disk. */
  readonly durable: boolean;
  /** How the enrollment ended by it; null while it goes on. */
  readonly ending: Ending | null;
}

/** The enrollment's state, which changes only together with its record. */
export interface Chart {
  readonly commands: readonly Command[];
  readonly context: () => Context;
  readonly place: () => EnrollmentPlace;
  readonly view: () => EnrollmentView;
  /** Null when the event does not fit the place. */
  readonly take: (event: MachineEvent) => Taken | null;
}

/** Begins an enrollment's chart. */
export const createChart = ({ recorder, clock }: EffectPorts, given: Given): Chart => {
  const first = begin(contextOf(given));
  let state = first.state;
  let endedAt: number | null = null;
  let trouble: Trouble | null = null;

  const write = (step: Step, event: MachineEvent): boolean => {
    const [from, to] = [placeOf(state), placeOf(step.state)];
    const lines = linesOf({ from, to, before: state.context, after: step.state.context, event });
    return lines.map((line) => recorder.note(line)).every(Boolean);
  };
  const finish = (ending: Ending): void => {
    endedAt = clock.now();
    const ended = { context: state.context, effects: recorder.effects(), endedAt };
    for (const line of endingLines(ending, ended, recorder)) recorder.note(line);
  };
  const take = (event: MachineEvent): Taken | null => {
    const step = advance(state, event);
    if (step === null) return null;
    const durable = write(step, event);
    const entered = placeOf(step.state) !== placeOf(state) || event.type === 'look';
    state = step.state;
    if ('trouble' in event) trouble = event.trouble ?? trouble;
    const place = placeOf(state);
    const ending = endings[place] ?? null;
    if (ending !== null) finish(ending);
    return { place, entered, commands: step.commands, durable, ending };
  };
  return {
    commands: first.commands,
    context: () => state.context,
    place: () => placeOf(state),
    view: () => ({
      ...viewOf(placeOf(state), state.context, endedAt),
      trouble,
      left: endedAt === null ? [] : leftOf(recorder.effects()),
    }),
    take,
  };
};

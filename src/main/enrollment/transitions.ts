import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import type { Context } from './context.ts';
import type { EnrollmentPlace } from './port.ts';
import { commands, machine, type Command, type MachineEvent } from './states.ts';

/** Where an enrollment stands, as a value. */
export type State = SnapshotFrom<typeof machine>;

/** A state and what entering it asks to be done, in order. */
export interface Step {
  readonly state: State;
  readonly commands: readonly Command[];
}

const known: ReadonlySet<string> = new Set(commands);
const isCommand = (type: string): type is Command => known.has(type);

const commandsOf = (actions: readonly { readonly type: string }[]): readonly Command[] =>
  actions.map((action) => action.type).filter(isCommand);

/** The beginning of an enrollment. Pure. */
export const begin = (context: Context): Step => {
  const [state, actions] = initialTransition(machine, context);
  return { state, commands: commandsOf(actions) };
};

/** One event taken in one state. Pure. Null when the event does not fit the place: nothing changes then. */
export const advance = (state: State, event: MachineEvent): Step | null => {
  // What has ended takes nothing more, not even what every place takes.
  if (state.status !== 'active' || !state.can(event)) return null;
  const [next, actions] = transition(machine, state, event);
  return { state: next, commands: commandsOf(actions) };
};

/** The place of a state. */
export const placeOf = (state: State): EnrollmentPlace => state.value;

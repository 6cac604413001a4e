import { removed, type Effect, type Removal } from './step.ts';

/** The person leaves the group that the effect `undoes` let them join. */
export const leave = (groupId: string, removal: Removal): Effect<string> => ({
  step: 'leave',
  intent: { groupId, undoes: removal.undoes },
  perform: (ports, call) => ports.directory.leaveGroup(groupId, ports.personId, call),
  outcome: (value) => removed(value, removal),
});

import type { Effect } from './step.ts';

/** The person leaves the group that the effect `undoes` let them join. */
export const leave = (groupId: string, undoes: string): Effect<string> => ({
  step: 'leave',
  intent: { groupId, undoes },
  perform: (ports, call) => ports.directory.leaveGroup(groupId, ports.personId, call),
  outcome: (value) => ({ found: value }),
});

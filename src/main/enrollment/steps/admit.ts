import { textOf } from '../effects.ts';
import { leave } from './leave.ts';
import type { Effect, Undo } from './step.ts';

/**
 * The person joins the scenario's group. Only called when the person was no direct member a moment before, which
 * the intent records: so a membership found after a lost answer is ours.
 */
export const admit = (groupId: string): Effect<'joined' | 'already'> => ({
  step: 'admit',
  intent: { groupId, prior: 'absent' },
  perform: (ports, call) => ports.directory.joinGroup(groupId, ports.personId, call),
  outcome: (value) => ({ added: value === 'joined' }),
});

export const undoAdmit: Undo = {
  probe: async (record, { directory, personId }, call) => {
    const groupId = textOf(record.data, 'groupId') ?? '';
    const member = await directory.isDirectMember(groupId, personId, call);
    return member ? { is: 'done', data: { added: true }, byLikeness: true } : { is: 'not-done' };
  },
  compensate: (record, absenceTells) =>
    leave(textOf(record.data, 'groupId') ?? '', { undoes: record.effect, absenceTells }),
};

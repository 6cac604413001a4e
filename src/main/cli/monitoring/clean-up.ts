import { DirectoryError, type Directory } from '../../directory/index.ts';
import type { EntryBody, Journal } from '../../journal/index.ts';
import type { Proposal, Review } from '../../monitoring/index.ts';

/** What cleaning up needs. */
export interface CleaningUp {
  readonly directory: Pick<Directory, 'deletePass' | 'leaveGroup'>;
  readonly journal: Pick<Journal, 'append'>;
  /** Object id of who does it. */
  readonly by: string;
  readonly newId: () => string;
}

/** What came of one proposal. `left`: it was not done, and why. */
export interface Cleaned {
  readonly id: string;
  readonly result: 'done' | 'gone' | 'left';
  readonly code: string | null;
}

const perform = async (
  proposal: Proposal,
  { directory }: CleaningUp,
  correlationId: string,
): Promise<Cleaned['result']> => {
  const context = { correlationId };
  const { value } =
    proposal.kind === 'delete-pass'
      ? await directory.deletePass(proposal.personId, proposal.passId, context)
      : await directory.leaveGroup(proposal.groupId, proposal.personId, context);
  return value === 'absent' ? 'gone' : 'done';
};

const about = (proposal: Proposal, by: string): Omit<EntryBody, 'type' | 'data'> => ({
  enrollment: null,
  step: proposal.kind === 'delete-pass' ? 'revoke' : 'leave',
  actor: by,
  subject: proposal.personId,
});

const dataOf = (proposal: Proposal): EntryBody['data'] =>
  proposal.kind === 'delete-pass' ? { passId: proposal.passId } : { groupId: proposal.groupId };

/**
 * Does what a review proposes, but for what may belong to an enrollment that is going on: the intent is on disk before
 * each, the outcome after. One that fails does not hold up the others.
 *
 * @throws JournalError when an intent cannot be written: then that one and the rest are not done
 */
export const cleanUp = async (review: Review, cleaning: CleaningUp): Promise<readonly Cleaned[]> => {
  const cleaned: Cleaned[] = [];
  for (const proposal of review.proposals.filter(({ young }) => !young)) {
    const effect = cleaning.newId();
    const entry = about(proposal, cleaning.by);
    cleaning.journal.append({ ...entry, type: 'effect.intent', data: { effect, ...dataOf(proposal) } });
    try {
      const result = await perform(proposal, cleaning, effect);
      cleaning.journal.append({
        ...entry,
        type: 'effect.outcome',
        data: { effect, result: 'ok', was: result },
      });
      cleaned.push({ id: proposal.id, result, code: null });
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      const result = error.outcome === 'none' ? 'failed' : 'unknown';
      cleaning.journal.append({
        ...entry,
        type: 'effect.outcome',
        data: { effect, result, code: error.code },
      });
      cleaned.push({ id: proposal.id, result: 'left', code: error.code });
    }
  }
  return cleaned;
};

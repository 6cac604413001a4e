import { approverElsewhereScopesOf } from '../config/index.ts';
import type { ApprovalsElsewhere, RemoteApprovals } from '../desk/index.ts';
import type { Directory } from '../directory/index.ts';
import type { SecondSession } from '../identity/index.ts';
import { LedgerError, type Approvals } from '../ledger/index.ts';

interface Setup {
  /** Null: the station belongs to no fleet. */
  readonly fleet: { readonly approvals: Approvals | null } | null;
  readonly tenant: { readonly graphHost: string };
}

/** What may not be answered any more, the ledger does not take. */
const answer =
  (approvals: Approvals): RemoteApprovals['answer'] =>
  async (signed) => {
    try {
      await approvals.answer(signed);
      return 'sent';
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'ledger.denied') return 'gone';
      throw error;
    }
  };

/** Approvals at other desks, as the desk takes part in them; null where the station does not. */
export const approvalsElsewhere = (
  { fleet, tenant: { graphHost } }: Setup,
  directoryOf: (session: SecondSession) => Directory,
  newId: () => string,
): ApprovalsElsewhere | null => {
  const approvals = fleet?.approvals ?? null;
  return approvals === null
    ? null
    : {
        ledger: { ...approvals, answer: answer(approvals) },
        scopes: approverElsewhereScopesOf(graphHost),
        whoIs: async (session, personId) => {
          const directory = directoryOf(session);
          const context = { correlationId: newId() };
          const [person, photo] = await Promise.all([
            directory.readPerson(personId, context),
            // Without a photo there is the name.
            directory.readPhoto(personId, context).catch(() => null),
          ]);
          return { person, photo };
        },
      };
};

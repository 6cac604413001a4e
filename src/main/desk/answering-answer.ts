import {
  failed,
  ok,
  problemOf,
  type Nothing,
  type Problem,
  type RequestOf,
  type Result,
} from '../../shared/index.ts';
import { allRequests, type AnsweringParts, type AnsweringState, type Looked } from './answering-look.ts';
import { problemOfError } from './problems.ts';
import type { ApprovalsElsewhere, SignedHere } from './remote-approvals.ts';

type Refusal = RequestOf<'approval.refuse'>;

/** What is answered; `why` is null with a yes. */
export interface Given {
  readonly answer: 'yes' | 'no';
  readonly why: Refusal | null;
}

/** Signs an answer and puts it on record, once. */
const createSign = ({ ports }: AnsweringParts, { ledger }: ApprovalsElsewhere) => {
  let last: { readonly key: string; readonly signed: SignedHere } | null = null;
  return ({ request, approver, signedInAt }: Looked, { answer, why }: Given): SignedHere => {
    const { offer, claim } = request;
    const key = [offer, approver.id, signedInAt, answer, why?.reason].join();
    // What was signed and did not arrive is sent again as it is.
    if (last?.key === key) return last.signed;
    const { enrollment, fingerprint, station } = claim;
    const said = { offer, enrollment, fingerprint, answer, reason: why?.reason ?? null, signedInAt };
    const at = new Date(ports.clock.now()).toISOString();
    const signed = ledger.sign({ ...said, approver: approver.id, at });
    // On record before it leaves: what the other desk has, this one has too.
    ports.journal.append(
      {
        ...{ type: 'approval.answered', enrollment: null, step: null, actor: approver.id },
        subject: claim.person,
        data: { ...said, station, signed: signed.digest },
      },
      // In a person's own words anything may stand, names too: they stay here.
      why === null || why.remark === null ? {} : { remark: why.remark },
    );
    last = { key, signed };
    return signed;
  };
};

/** Signs an answer, puts it on record, and sends it. */
export const createAnswer = (parts: AnsweringParts, elsewhere: ApprovalsElsewhere) => {
  const { ports, store } = parts;
  const sign = createSign(parts, elsewhere);
  const show = (answering: AnsweringState, problem: Problem | null): void => {
    if (store.get().answering !== null) store.update({ answering, problem });
  };
  return async (looked: Looked, given: Given): Promise<Result<Nothing>> => {
    try {
      const sent = await elsewhere.ledger.answer(sign(looked, given));
      const gone = sent === 'gone' ? problemOf('approval.gone') : null;
      show(gone === null ? { ...allRequests, answered: given.answer } : allRequests, gone);
      return gone === null ? ok({}) : failed(gone);
    } catch (error) {
      ports.log.warn('approval-not-sent', { why: String(error) });
      const known = problemOfError(error);
      const problem = known.code === 'internal' ? problemOf('approval.not-sent', { retryable: true }) : known;
      // Nobody has to sign in again for it.
      store.update({ problem });
      return failed(problem);
    }
  };
};

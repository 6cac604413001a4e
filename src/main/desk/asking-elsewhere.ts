import type { ApprovalAnswer, ApprovalOffer } from '../../shared/index.ts';
import { DirectoryError, type Directory } from '../directory/index.ts';
import type { Enrollment, EnrollmentView } from '../enrollment/index.ts';
import { labelOf } from './methods.ts';
import { offerOf } from './offer.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { answersOf } from './proof-screens.ts';
import type { RemoteAnswer, RemoteApprovals } from './remote-approvals.ts';
import type { Store } from './state.ts';

/** Has a waiting approval answered at other desks too, for as long as it waits. */
export interface AskingElsewhere {
  /** Consent is waited for. */
  readonly ask: (view: EnrollmentView) => void;
  /** It is not any more. */
  readonly stop: () => void;
}

interface Parts {
  readonly ports: Pick<DeskPorts, 'elsewhere' | 'clock' | 'settings' | 'journal' | 'log' | 'newId'>;
  readonly store: Store;
  readonly current: () => Enrollment | null;
  readonly tenant: () => Pick<OpenTenant, 'directory'> | null;
}

/** One request, from when consent is waited for until it is not. */
interface Asked {
  readonly view: EnrollmentView;
  readonly offeredAt: number;
  readonly untilMs: number;
  readonly seen: Set<string>;
  /** How it is called in the ledger; null before it is there. */
  offer: string | null;
  over: boolean;
}

/** Anew each time: it may have changed while something was waited for. */
const isOver = ({ over }: Asked): boolean => over;

const LOOK_MS = 2_000;
const AWAY_MS = 5_000;

/** What an approver elsewhere is to see. Names, and a ticket's number, stay here. */
const contentOf = (
  { view, offeredAt, untilMs }: Asked,
  { settings }: Parts['ports'],
  state: ReturnType<Store['get']>,
): Omit<ApprovalOffer, 'v' | 'station'> => {
  const lost = (view.facts?.methods ?? []).filter(({ id }) => view.lostMethodIds.includes(id)).map(labelOf);
  const proofing = answersOf(view, settings, state.operatorLanguage);
  return {
    enrollment: view.id,
    person: view.person.id,
    operator: state.operator?.id ?? '',
    given: view.approval.given.map(({ by }) => by.id),
    needs: view.approval.needs.map(({ roleIds, count }) => ({ roleIds: [...roleIds], count })),
    request: {
      ...offerOf(view, settings),
      badgeStrength: view.badgeStrength,
      lost: lost.map((label) => ({ ...label, name: null })),
      proofing: proofing.map((one) => (one.kind === 'ticket' ? { ...one, evidence: null } : one)),
    },
    reasons: (view.decision?.reasons ?? []).map(({ code, effect, params, source }) => ({
      ...{ code, effect, source },
      params: { ...params },
    })),
    fingerprint: view.approval.fingerprint ?? '',
    at: new Date(offeredAt).toISOString(),
    until: new Date(untilMs).toISOString(),
  };
};

/** What of a signed answer does not fit what was asked, or when; null when all of it does. */
const misfit = (claim: ApprovalAnswer, asked: Asked, { clock, settings }: Parts['ports']): string | null => {
  const { view, offeredAt, untilMs } = asked;
  const skewMs = settings.clockSkewSeconds * 1000;
  if (claim.enrollment !== view.id || claim.fingerprint !== view.approval.fingerprint)
    return 'to-something-else';
  if (clock.now() > untilMs) return 'too-late';
  // Whoever answers signs in for it: not before it was asked, and not in a time that has yet to come.
  if (claim.signedInAt < offeredAt - skewMs || claim.signedInAt > clock.now() + skewMs)
    return 'signed-in-at-another-time';
  return null;
};

const createTake = ({ ports, current, tenant }: Parts) => {
  const notTaken = (asked: Asked, { station, digest }: RemoteAnswer, why: string): void => {
    const { id, person } = asked.view;
    const about = { enrollment: id, subject: person.id, step: null, actor: 'station' };
    ports.journal.append({ type: 'approval.not-taken', ...about, data: { station, answer: digest, why } });
  };

  /** @returns null when it cannot be told now */
  const approverOf = async (directory: Directory, { approver }: ApprovalAnswer) => {
    try {
      return (await directory.readApprover(approver, { correlationId: ports.newId() })).value;
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      ports.log.warn('approver-elsewhere-not-read', { error: error.code });
      return null;
    }
  };

  const weighed = (enrollment: Enrollment, { station, jws }: RemoteAnswer, claim: ApprovalAnswer): void => {
    const reason = claim.reason ?? 'other';
    // The second person has been taken in, or turned away, which is on record as well.
    if (enrollment.view().at !== 'approving') return;
    ports.log.info('approval-elsewhere', { station, answer: claim.answer, bytes: jws.length });
    if (claim.answer === 'yes') enrollment.send({ type: 'approved', fingerprint: claim.fingerprint });
    else enrollment.send({ type: 'approval-refused', reason, remark: null });
  };

  const waits = (enrollment: Enrollment, asked: Asked): boolean =>
    !isOver(asked) && enrollment.view().at === 'approval';

  const takeSigned = async (asked: Asked, answer: RemoteAnswer, claim: ApprovalAnswer): Promise<boolean> => {
    const enrollment = current();
    const directory = tenant()?.directory;
    if (enrollment === null || directory === undefined || !waits(enrollment, asked)) return false;
    const approver = await approverOf(directory, claim);
    if (approver === null || !waits(enrollment, asked)) return false;
    if (approver.id !== claim.approver) {
      notTaken(asked, answer, 'of-another-person');
      return true;
    }
    const elsewhere = { station: answer.station, answer: answer.jws };
    enrollment.send({ type: 'approver-signed-in', approver, signedInAt: claim.signedInAt, elsewhere });
    weighed(enrollment, answer, claim);
    return true;
  };

  /** Takes one answer. @returns false when it has to wait: somebody looks at it here, or the tenant does not tell */
  return (asked: Asked, answer: RemoteAnswer): Promise<boolean> => {
    const { judged } = answer;
    const why = 'why' in judged ? judged.why : misfit(judged.claim, asked, ports);
    if (why === null && 'claim' in judged) return takeSigned(asked, answer, judged.claim);
    notTaken(asked, answer, why ?? 'malformed');
    return Promise.resolve(true);
  };
};

/** One look: offers what is not offered yet, and takes what was answered. */
const createLook = (parts: Parts, ledger: RemoteApprovals) => {
  const { ports, store } = parts;
  const take = createTake(parts);
  return async (asked: Asked): Promise<void> => {
    if (asked.offer === null) {
      const seconds = Math.max(1, Math.floor((asked.untilMs - ports.clock.now()) / 1000));
      const content = contentOf(asked, ports, store.get());
      asked.offer = await ledger.offer(content, seconds);
      const about = {
        enrollment: asked.view.id,
        subject: asked.view.person.id,
        step: null,
        actor: 'station',
      };
      const { fingerprint, until } = content;
      ports.journal.append({
        ...{ type: 'approval.offered', ...about },
        data: { offer: asked.offer, fingerprint, until },
      });
    }
    // It may have been over before it was there.
    if (isOver(asked)) return ledger.close(asked.offer);
    for (const answer of await ledger.answers(asked.offer)) {
      if (isOver(asked) || asked.seen.has(answer.digest)) continue;
      if (await take(asked, answer)) asked.seen.add(answer.digest);
    }
  };
};

export const createAskingElsewhere = (parts: Parts): AskingElsewhere => {
  const { ports, store } = parts;
  const ledger = ports.elsewhere?.ledger ?? null;
  if (ledger === null) return { ask: () => undefined, stop: () => undefined };
  const look = createLook(parts, ledger);
  let asked: Asked | null = null;

  const follow = async (one: Asked): Promise<void> => {
    let next = LOOK_MS;
    try {
      await look(one);
      if (!one.over) store.update({ askedElsewhere: 'offered' });
    } catch (error) {
      ports.log.warn('approval-not-elsewhere', { why: String(error) });
      next = AWAY_MS;
      // Here it can be answered all the same.
      if (!one.over) store.update({ askedElsewhere: 'away' });
    }
    if (!one.over) ports.clock.after(next, () => void (one.over ? undefined : follow(one)));
  };

  const stop = (): void => {
    if (asked === null) return;
    const { offer } = asked;
    asked.over = true;
    asked = null;
    store.update({ askedElsewhere: null });
    // What is not closed there runs out by the ledger's own clock.
    if (offer !== null) ledger.close(offer).catch(() => undefined);
  };

  return {
    ask: (view) => {
      // The next of several approvers answers to the same.
      if (asked?.view.approval.fingerprint === view.approval.fingerprint) return;
      stop();
      const { approvalEndsAt } = store.get();
      const offeredAt = ports.clock.now();
      const leftMs = (approvalEndsAt ?? 0) - ports.clock.monotonicMs();
      asked = { view, offeredAt, untilMs: offeredAt + leftMs, seen: new Set(), offer: null, over: false };
      store.update({ askedElsewhere: 'offering' });
      void follow(asked);
    },
    stop,
  };
};

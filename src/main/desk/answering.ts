import { failed, ok, problemOf, type Nothing, type RequestOf, type Result } from '../../shared/index.ts';
import { createAnswer } from './answering-answer.ts';
import {
  allRequests,
  createLookInto,
  createRequestWatch,
  mayLook,
  type AnsweringParts,
  type Looked,
} from './answering-look.ts';
import { problemOfError } from './problems.ts';
import type { ApprovalsElsewhere, RemoteRequest } from './remote-approvals.ts';
import type { DeskState } from './state.ts';

type Taken = Promise<Result<Nothing>>;

/** Answering, at this desk, what another desk asks to be approved. */
export interface Answering {
  readonly show: () => Taken;
  readonly close: () => Result<Nothing>;
  readonly take: (request: RequestOf<'approvals.take'>) => Taken;
  /** Null: nothing of another desk is looked at here. */
  readonly give: (request: RequestOf<'approval.give'>) => Taken | null;
  readonly refuse: (request: RequestOf<'approval.refuse'>) => Taken | null;
  /** Back from one request to all of them. Null as above. */
  readonly leave: () => Taken | null;
  /** Somebody touched something: whoever is there stays. */
  readonly touched: () => void;
  /** Looks for requests from now on. */
  readonly start: () => void;
  readonly stop: () => void;
}

/** So long untouched, a page without anybody on it closes. */
const LEFT_MS = 5 * 60_000;

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

/** A station that takes no part answers nothing. */
const nothing: Answering = {
  show: () => Promise.resolve(notNow()),
  close: notNow,
  take: () => Promise.resolve(notNow()),
  give: () => null,
  refuse: () => null,
  leave: () => null,
  touched: () => undefined,
  start: () => undefined,
  stop: () => undefined,
};

/** Signs somebody in for one request, and shows it to them. One at a time. */
const createTake = (parts: AnsweringParts, elsewhere: ApprovalsElsewhere) => {
  const { ports, store } = parts;
  const lookInto = createLookInto(parts, elsewhere);
  let calledOff = new AbortController();
  const attempt = async (request: RemoteRequest, mine: AbortController): Promise<Partial<DeskState>> => {
    try {
      return { answering: await lookInto(request, mine), problem: null };
    } catch (error) {
      const problem = problemOfError(error);
      ports.log.warn('approver-sign-in-failed', { error: problem.code });
      return { answering: allRequests, problem };
    }
  };
  return {
    /** Whoever was about to look is shown nothing any more. */
    callOff: () => calledOff.abort(),
    run: async (request: RemoteRequest): Taken => {
      const mine = new AbortController();
      calledOff = mine;
      store.update({ answering: { ...allRequests, at: 'signing-in' }, problem: null });
      const next = await attempt(request, mine);
      if (mine.signal.aborted && store.get().answering?.at === 'list') return notNow();
      // Time that ran out is said; whoever closed the page is told nothing.
      if (store.get().answering === null) return notNow();
      const shown = mine.signal.aborted ? { ...next, answering: allRequests } : next;
      store.update(shown);
      return shown.problem === null || shown.problem === undefined ? ok({}) : failed(shown.problem);
    },
  };
};

/** Opens, leaves and closes the page. */
const createPage = ({ ports, store, guests }: AnsweringParts, callOff: () => void) => {
  let cancel: () => void = () => undefined;
  const close = (): Result<Nothing> => {
    if (store.get().answering === null) return notNow();
    cancel();
    callOff();
    store.update({ answering: null, facing: 'operator', problem: null });
    void guests.close();
    return ok({});
  };
  const touched = (): void => {
    cancel();
    const { answering } = store.get();
    if (answering === null) return;
    const { approving } = ports.settings.walkAwaySeconds;
    cancel = ports.clock.after(answering.review === null ? LEFT_MS : approving * 1000, close);
  };
  const open = (): void => {
    store.update({
      ...{ answering: allRequests, facing: 'approver', page: null, readsPolicy: false, problem: null },
    });
    touched();
  };
  const leave = (): Taken | null => {
    const { answering } = store.get();
    if (answering === null) return null;
    if (answering.at === 'list') return Promise.resolve(close());
    store.update({ answering: allRequests, problem: null });
    callOff();
    return guests.close().then(() => ok({}));
  };
  return { open, close, leave, touched };
};

export const createAnswering = (parts: AnsweringParts): Answering => {
  const { store } = parts;
  const { elsewhere } = parts.ports;
  if (elsewhere === null) return nothing;
  const watch = createRequestWatch(parts, elsewhere);
  const answer = createAnswer(parts, elsewhere);
  const taking = createTake(parts, elsewhere);
  const { open, close, leave, touched } = createPage(parts, taking.callOff);
  const looked = (): Looked | null => store.get().answering?.review ?? null;
  const isOpen = (): boolean => store.get().answering !== null;
  return {
    show: async () => {
      if (!mayLook(store.get())) return notNow();
      open();
      await watch.look();
      return ok({});
    },
    close,
    take: async ({ offer }) => {
      const { answering, requestsElsewhere } = store.get();
      const request = requestsElsewhere?.requests.find((one) => one.offer === offer);
      if (answering?.at !== 'list' || request === undefined) return notNow();
      const result = await taking.run(request);
      touched();
      return result;
    },
    give: ({ fingerprint }) => {
      if (!isOpen()) return null;
      const one = looked();
      const isShown = one?.request.claim.fingerprint === fingerprint;
      return isShown ? answer(one, { answer: 'yes', why: null }) : Promise.resolve(notNow());
    },
    refuse: (why) => {
      if (!isOpen()) return null;
      const one = looked();
      return one === null ? Promise.resolve(notNow()) : answer(one, { answer: 'no', why });
    },
    ...{ leave, touched },
    ...{ start: watch.start, stop: watch.stop },
  };
};

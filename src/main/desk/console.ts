import {
  failed,
  ok,
  problemOf,
  type ConsoleTab,
  type ConsoleView,
  type Nothing,
  type Problem,
  type ProblemCode,
  type RequestOf,
  type Result,
} from '../../shared/index.ts';
import type { Answered, ConsoleData } from '../console/index.ts';
import type { OperatorFacts } from '../directory/index.ts';
import type { GuestSession } from './guest-session.ts';
import { postureChecks } from './posture-screen.ts';
import type { DeskPorts } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { DeskState, Store } from './state.ts';
import { isSupervisor, signSupervisorIn } from './supervisor-sign-in.ts';

type Taken = Promise<Result<Nothing>>;

/** The supervisor's console over the closed or the waiting desk. */
export interface Console {
  readonly open: () => Taken;
  readonly close: () => Result<Nothing>;
  readonly show: (request: RequestOf<'console.show'>) => Taken;
  readonly record: (request: RequestOf<'console.record'>) => Taken;
  readonly find: (request: RequestOf<'console.find'>) => Taken;
  readonly fleet: (request: RequestOf<'console.fleet'>) => Taken;
  readonly look: () => Taken;
  readonly acknowledge: (request: RequestOf<'console.acknowledge'>) => Taken;
  readonly review: (request: RequestOf<'console.review'>) => Taken;
  readonly exportJournal: () => Taken;
  /** Somebody touched something: whoever is there stays. */
  readonly touched: () => void;
}

/** What the console shows of whom; null while it is closed. */
export interface ConsoleState {
  readonly supervisor: OperatorFacts;
  readonly waiting: { readonly alerts: number; readonly reviews: number };
  /** Whether it shows the whole fleet too. */
  readonly fleet: boolean;
  readonly busy: boolean;
  readonly view: ConsoleView;
}

interface Parts {
  readonly ports: Pick<DeskPorts, 'clock' | 'settings' | 'askSupervisor' | 'journal' | 'log' | 'consoleData'>;
  readonly store: Store;
  readonly guests: GuestSession;
}

/** So long untouched, the console closes: it names people. */
const LEFT_MS = 5 * 60_000;

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

/** Only over a desk at which nobody is enrolled, and not for who has it in an enrollee's view. */
const mayOpen = ({ phase, closed, facing, handover }: DeskState): boolean =>
  facing === 'operator' &&
  handover === null &&
  (phase === 'ready' || (phase === 'closed' && closed !== 'checking'));

const answers: Readonly<Record<Exclude<Answered, 'done'>, ProblemCode>> = {
  gone: 'console.gone',
  'takes-part': 'supervisor.takes-part',
};

const first: ConsoleView = { of: 'today', enrollments: [], hold: null };

/** Reads one view. */
const createRead =
  (data: ConsoleData, store: Store) =>
  (tab: ConsoleTab, by: OperatorFacts): Promise<ConsoleView> => {
    switch (tab) {
      case 'today':
        return data.today();
      case 'alerts':
        return data.alerts(by);
      case 'reviews':
        return data.reviews(by);
      case 'charts':
        return data.charts();
      case 'journal':
        return data.journal({ text: '', before: null });
      case 'fleet':
        return data.fleet === null ? data.today() : data.fleet(null);
      case 'posture': {
        const { posture } = store.get();
        const at = posture === null ? null : new Date(posture.at).toISOString();
        return Promise.resolve({ of: 'posture', at, checks: [...postureChecks(posture)] });
      }
    }
  };

const tabOf = (view: ConsoleView): ConsoleTab => (view.of === 'record' ? view.from : view.of);

/** What is open now and how it changes. A view that arrives after its console was closed is dropped. */
const createShown = ({ ports, store }: Parts, read: ReturnType<typeof createRead>) => {
  const { consoleData: data } = ports;
  const current = (): ConsoleState | null => store.get().console;
  const put = (patch: Partial<ConsoleState>, problem: Problem | null = null): void => {
    const now = current();
    if (now !== null) store.update({ console: { ...now, ...patch }, problem });
  };
  const waitingFor = async (by: OperatorFacts) => {
    const [{ alerts }, { due }] = await Promise.all([data.alerts(by), data.reviews(by)]);
    return { alerts: alerts.length, reviews: due.length };
  };
  /** Does something, then shows what `view` gives; a failure is said on the screen that stands. */
  const work = async (
    doing: (by: OperatorFacts) => Promise<Answered>,
    view: (by: OperatorFacts) => Promise<ConsoleView | null>,
  ): Promise<Result<Nothing>> => {
    const before = current();
    if (before === null || before.busy) return notNow();
    const { supervisor } = before;
    // Who opens it next is somebody else.
    const putHere: typeof put = (patch, problem) => {
      if (current()?.supervisor === supervisor) put(patch, problem);
    };
    put({ busy: true });
    try {
      const answered = await doing(supervisor);
      const [next, waiting] = [await view(supervisor), await waitingFor(supervisor)];
      const problem = answered === 'done' ? null : problemOf(answers[answered]);
      putHere({ busy: false, waiting, ...(next === null ? {} : { view: next }) }, problem);
      return ok({});
    } catch (error) {
      ports.log.warn('console-failed', { error: String(error) });
      const problem = problemOf('console.not-written', { retryable: true });
      putHere({ busy: false }, problem);
      return failed(problem);
    }
  };
  const nothing = (): Promise<Answered> => Promise.resolve('done');
  const again = (by: OperatorFacts): Promise<ConsoleView | null> => {
    const now = current();
    return now === null ? Promise.resolve(null) : read(tabOf(now.view), by);
  };
  return { current, work, nothing, again, show: (tab: ConsoleTab) => work(nothing, (by) => read(tab, by)) };
};

type Shown = ReturnType<typeof createShown>;

/** Everything that the open console does. */
const createDoing = ({ ports }: Parts, { current, work, nothing, again, show }: Shown) => {
  const { consoleData: data } = ports;
  const doing: Omit<Console, 'open' | 'close' | 'touched'> = {
    show: ({ view }) => show(view),
    find: (asked) => work(nothing, () => data.journal(asked)),
    record: ({ enrollment }) => {
      const now = current();
      const from = now === null ? 'today' : tabOf(now.view);
      return work(nothing, async () => {
        const record = await data.record(enrollment);
        return record === null ? null : { ...record, from };
      });
    },
    fleet: ({ site }) => {
      const { fleet } = data;
      return fleet === null ? Promise.resolve(notNow()) : work(nothing, () => fleet(site));
    },
    look: () => work(async () => data.look().then(nothing), again),
    acknowledge: (asked) => work((by) => data.acknowledge(asked, by), again),
    review: (asked) => work((by) => data.review(asked, by), again),
    exportJournal: () => work(async () => data.exportJournal().then(nothing), again),
  };
  return doing;
};

/** Signs the supervisor in and opens; what the desk was before is what it is after. */
const createOpen =
  ({ ports, store, guests }: Parts, opened: () => Promise<unknown>) =>
  async (): Promise<Result<Nothing>> => {
    const before = store.get();
    if (!mayOpen(before)) return notNow();
    const { phase, closed } = before;
    store.update({
      phase: 'signing-in',
      signingIn: 'supervisor',
      page: null,
      readsPolicy: false,
      problem: null,
    });
    const back = { phase, closed, signingIn: 'operator' } as const;
    let problem: Problem;
    try {
      const supervisor = await signSupervisorIn(ports, guests);
      const { roles } = supervisor;
      if (isSupervisor(supervisor, ports.settings)) {
        record(ports, 'console.opened', supervisor.id);
        const { fleet } = ports.consoleData;
        const nobody = { waiting: { alerts: 0, reviews: 0 }, busy: false, view: first };
        const console = { supervisor, fleet: fleet !== null, ...nobody };
        store.update({ ...back, facing: 'supervisor', console });
        await opened();
        return ok({});
      }
      problem = problemOf(roles.known ? 'supervisor.no-role' : roles.because);
    } catch (error) {
      problem = problemOfError(error);
    }
    ports.log.warn('console-not-opened', { problem: problem.code });
    store.update({ ...back, problem });
    return failed(problem);
  };

const record = ({ journal }: Pick<DeskPorts, 'journal'>, type: string, actor: string): void => {
  journal.append({ type, enrollment: null, step: null, actor, subject: null, data: {} });
};

export const createConsole = (parts: Parts): Console => {
  const { ports, store } = parts;
  const shown = createShown(parts, createRead(ports.consoleData, store));
  let cancel: () => void = () => undefined;

  const close = (): Result<Nothing> => {
    const now = shown.current();
    if (now === null) return notNow();
    cancel();
    store.update({ console: null, facing: 'operator', problem: null });
    record(ports, 'console.closed', now.supervisor.id);
    return ok({});
  };
  const touched = (): void => {
    cancel();
    if (shown.current() !== null) cancel = ports.clock.after(LEFT_MS, close);
  };
  const opened = (): Promise<unknown> => {
    touched();
    return shown.show('today');
  };
  return { open: createOpen(parts, opened), close, touched, ...createDoing(parts, shown) };
};

import type { Ending, ProblemCode } from '../../shared/index.ts';
import { stopsFor } from './card.ts';
import { createChart } from './chart.ts';
import type { Given } from './context.ts';
import { followLease, leaseStands } from './lease.ts';
import type { EffectPorts } from './ports.ts';
import type { Enrollment, EnrollmentPlace, EnrollmentView } from './port.ts';
import { createQuota } from './quota.ts';
import { createQueue } from './queue.ts';
import type { MachineEvent } from './states.ts';
import { createTimers } from './timers.ts';
import { createWork, type Memory } from './work.ts';

const passPlaces: ReadonlySet<EnrollmentPlace> = new Set(['reveal', 'register', 'looking', 'provisioning']);
/** Places from which on the pass is of no more use. */
const passOver: ReadonlySet<EnrollmentPlace> = new Set(['revoking', 'undoing', 'stopped', 'done', 'refused']);

const createListening = () => {
  const listeners = new Set<(view: EnrollmentView) => void>();
  const listen: Enrollment['listen'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const tell = (view: EnrollmentView): void => {
    for (const listener of listeners) listener(view);
  };
  return { listen, tell };
};

/** Runs one enrollment: takes events, writes down every change, does the work that the chart commands. */
export const run = (ports: EffectPorts, given: Given): Enrollment => {
  const memory: Memory = { pass: null, directMember: false, quota: createQuota(ports.clock) };
  const listening = createListening();
  let end: (ending: Ending) => void = () => undefined;
  const ended = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  const chart = createChart(ports, given);
  const work = createWork({ ports, memory, context: chart.context });

  const enter = (place: EnrollmentPlace): void => {
    queue.leavePlace();
    timers.entered(place);
    if (!passOver.has(place)) return;
    queue.leaveAll();
    if (memory.pass !== null) memory.pass = { ...memory.pass, text: null };
  };
  const dispatch = (event: MachineEvent): boolean => {
    const taken = chart.take(event);
    if (taken === null) return false;
    if (taken.entered) enter(taken.place);
    const undoing = taken.place === 'undoing';
    // What cannot be written must not happen, except taking back.
    if (taken.durable || undoing) queue.add(taken.commands);
    if (taken.ending !== null) end(taken.ending);
    listening.tell(chart.view());
    if (taken.ending === null && !taken.durable && !undoing) giveUp('station.journal-unwritable');
    return true;
  };
  const giveUp = (why: ProblemCode): void => {
    // A request that nobody answered is over; the enrollment is not.
    dispatch(why === 'approval.expired' ? { type: 'approval-expired' } : { type: 'give-up', why });
  };
  const queue = createQueue(ports, work, dispatch);
  const timers = createTimers(ports, () => chart.context().decision?.lifetimeMinutes ?? 0, giveUp);

  followLease(ports, giveUp, ended);
  timers.entered(chart.place());
  queue.add(chart.commands);
  return {
    view: chart.view,
    listen: listening.listen,
    send: dispatch,
    cardChanged: (news) => {
      const why = stopsFor(news, chart.place(), chart.context());
      return why !== null && dispatch({ type: 'cancel', why });
    },
    pass: () =>
      passPlaces.has(chart.place()) && leaseStands(ports) === null ? (memory.pass?.text ?? null) : null,
    ended,
  };
};

import type { ProblemCode } from '../../shared/index.ts';
import { sleepUntil } from './patience.ts';
import type { EffectPorts } from './ports.ts';
import type { EnrollmentPlace } from './port.ts';
import type { Gate } from './settings.ts';

const gates: Partial<Record<EnrollmentPlace, Gate>> = {
  scenario: 'scenario',
  'lost-method': 'lost-method',
  verify: 'verify',
  escalation: 'escalation',
  decided: 'decided',
  approval: 'approval',
  // Looking at what is asked is a part of being asked.
  approving: 'approval',
  reveal: 'reveal',
  register: 'register',
  // Looking is a part of registering: it must not give the person more time.
  looking: 'register',
  asking: 'register',
  password: 'password',
  retest: 'retest',
};

const passPlaces: ReadonlySet<EnrollmentPlace> = new Set([
  'awaiting-usable',
  'reveal',
  'register',
  'looking',
  'asking',
  'provisioning',
]);

/** What runs out while an enrollment stands somewhere, by the monotonic clock. */
export interface Timers {
  /** Starts and stops what the place asks for. */
  readonly entered: (place: EnrollmentPlace) => void;
  readonly stop: () => void;
}

/**
 * @param lifetimeMinutes of the pass, asked when it begins to run
 * @param expired told once for each thing that ran out
 */
export const createTimers = (
  ports: EffectPorts,
  lifetimeMinutes: () => number,
  expired: (why: ProblemCode) => void,
): Timers => {
  let gate: { readonly name: Gate; readonly controller: AbortController } | null = null;
  let pass: AbortController | null = null;

  const start = (ms: number, why: ProblemCode): AbortController => {
    const controller = new AbortController();
    void sleepUntil(ports, ports.clock.monotonicMs() + ms, controller.signal).then(() => {
      if (!controller.signal.aborted) expired(why);
    });
    return controller;
  };
  const watchGate = (name: Gate | undefined): void => {
    if (gate?.name === name) return;
    gate?.controller.abort();
    gate =
      name === undefined
        ? null
        : {
            name,
            controller: start(
              ports.settings.deadlineSeconds[name] * 1000,
              name === 'approval' ? 'approval.expired' : 'enrollment.expired',
            ),
          };
  };
  const watchPass = (place: EnrollmentPlace): void => {
    if (!passPlaces.has(place)) {
      pass?.abort();
      pass = null;
    } else pass ??= start(lifetimeMinutes() * 60_000, 'pass.expired');
  };
  return {
    entered: (place) => {
      watchGate(gates[place]);
      watchPass(place);
    },
    stop: () => {
      gate?.controller.abort();
      pass?.abort();
    },
  };
};

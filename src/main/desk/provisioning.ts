import {
  failed,
  ok,
  problemOf,
  type Nothing,
  type ProblemCode,
  type RequestOf,
  type Result,
} from '../../shared/index.ts';
import type { Enrollment } from '../enrollment/index.ts';
import type { KeyAnswer, KeyFailure, KeyPerson } from '../keys/index.ts';
import { madeKeyClosed } from '../policy/index.ts';
import type { Enrolling } from './enrolling.ts';
import { modelOf } from './made-key.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** A security key that is provisioned for the person while they hold it. */
export interface Provisioning {
  /** The key is plugged in: have it make what the tenant wants. */
  readonly begin: () => Promise<Result<Nothing>>;
  /** The PIN that the key is waiting for, typed by the person. */
  readonly enterPin: (request: RequestOf<'key.pin'>) => Result<Nothing>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly enrolling: Pick<Enrolling, 'current'>;
  readonly tenant: () => OpenTenant | null;
}

const codes: Readonly<Record<KeyFailure, ProblemCode>> = {
  'not-made': 'key.not-made',
  'already-there': 'key.already-there',
  'no-key': 'key.none',
  'several-keys': 'key.several',
  removed: 'key.removed',
  'not-touched': 'key.not-touched',
  'not-allowed': 'key.not-allowed',
  'not-suitable': 'key.not-suitable',
  full: 'key.full',
  'pin-wait': 'key.pin-wait',
  'pin-locked': 'key.pin-locked',
  'no-tools': 'key.no-tools',
  failed: 'key.not-made',
};

/** Whether the person stands where a key can be used. */
const isHere = (enrollment: Enrollment | null): enrollment is Enrollment => {
  const view = enrollment?.view();
  return view?.at === 'register' && view.way === 'provisioned-key';
};

/** Before the tenant is asked, and before the person goes: whether the policy takes this model, as it was read last. */
const isAllowed = (enrollment: Enrollment, made: KeyAnswer): boolean => {
  const { facts } = enrollment.view();
  const model = modelOf(made);
  return facts !== null && model !== null && madeKeyClosed(facts, model) === null;
};

/** The same before it has made anything, by what it says of itself; whether it is vouched for shows later. */
const mayBeAllowed = (enrollment: Enrollment, aaGuid: string): boolean => {
  const { facts } = enrollment.view();
  return facts !== null && madeKeyClosed(facts, { aaGuid, attested: true }) === null;
};

/**
 * Asks for the key's PIN on the person's own screen. What they typed goes to whoever asked, as bytes, and is kept by
 * nobody here. The question goes away with the screen: an operator who takes it back has none of it before them.
 */
const createPinQuestion = (store: Store) => {
  let answer: (pin: Uint8Array | null) => void = () => undefined;
  const isFacing = (): boolean => {
    const { facing, handover } = store.get();
    return facing === 'enrollee' && handover === null;
  };
  store.listen(() => {
    if (store.get().keyPin !== null && !isFacing()) answer(null);
  });
  const ask =
    (signal: AbortSignal): KeyPerson['askPin'] =>
    (question) => {
      if (signal.aborted || !isFacing()) return Promise.resolve(null);
      return new Promise((resolve) => {
        const end = (): void => answer(null);
        answer = (pin) => {
          answer = () => undefined;
          signal.removeEventListener('abort', end);
          store.update({ keyPin: null, keyStep: 'look' });
          resolve(pin);
        };
        signal.addEventListener('abort', end, { once: true });
        store.update({ keyPin: question });
      });
    };
  const enter: Provisioning['enterPin'] = ({ pin }) => {
    if (store.get().keyPin === null || !isFacing()) return failed(problemOf('command.not-now'));
    answer(new TextEncoder().encode(pin));
    return ok({});
  };
  return { ask, enter };
};

export const createProvisioning = ({ ports, store, enrolling, tenant }: Parts): Provisioning => {
  const question = createPinQuestion(store);
  /** Stops the key when the person goes another way, or anybody ends the enrollment. */
  const whileHere = (enrollment: Enrollment): { readonly signal: AbortSignal; readonly stop: () => void } => {
    const abort = new AbortController();
    const stop = store.listen(() => {
      if (enrolling.current() !== enrollment || !isHere(enrollment)) abort.abort();
    });
    return { signal: abort.signal, stop };
  };

  const make = async (enrollment: Enrollment, open: OpenTenant): Promise<ProblemCode | null> => {
    const { signal, stop } = whileHere(enrollment);
    try {
      const call = { correlationId: ports.newId(), signal };
      const options = await open.directory.readKeyOptions(enrollment.view().person.id, call);
      const result = await ports.makeKey(options, signal, {
        askPin: question.ask(signal),
        show: (keyStep) => store.update({ keyStep }),
        allows: (aaGuid) => mayBeAllowed(enrollment, aaGuid),
      });
      if (signal.aborted) return null;
      if (result.made === null) return codes[result.because];
      if (!isAllowed(enrollment, result.made)) return 'key.not-allowed';
      const { id, clientDataJSON, attestationObject } = result.made;
      enrollment.send({ type: 'key-made', key: { id, clientDataJSON, attestationObject } });
      return null;
    } catch (error) {
      return signal.aborted ? null : problemOfError(error).code;
    } finally {
      stop();
    }
  };

  const begin: Provisioning['begin'] = async () => {
    const enrollment = enrolling.current();
    const open = tenant();
    const { facing, handover, keyStep } = store.get();
    const mayBegin = facing === 'enrollee' && handover === null && keyStep === 'insert';
    if (!mayBegin || open === null || !isHere(enrollment)) return failed(problemOf('command.not-now'));
    store.update({ keyStep: 'look', problem: null });
    const code = await make(enrollment, open);
    store.update({ keyStep: 'insert', keyPin: null });
    if (code === null) return ok({});
    const problem = problemOf(code, { retryable: true });
    store.update({ problem });
    return failed(problem);
  };

  return { begin, enterPin: question.enter };
};

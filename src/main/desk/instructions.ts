import type { Instruction, Screen } from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { DeskState } from './state.ts';

/** Screens with room for the list; beside the guarded window there is none. */
const withRoom: ReadonlySet<Screen['kind']> = new Set([
  'enrollee/reveal',
  'enrollee/phone',
  'enrollee/confirmed',
  'enrollee/password-ready',
  'enrollee/password-phone',
  'enrollee/retest-ready',
  'enrollee/retest-phone',
  'enrollee/done',
]);

/**
 * What the enrollee has to do and what of it is done, by what the desk knows and not by what anybody says; null where it
 * is not shown. Pure.
 */
export const instructionsOn = (
  screen: Screen,
  view: Pick<EnrollmentView, 'found' | 'at' | 'password'> | null,
  { registerStep }: Pick<DeskState, 'registerStep'>,
): Instruction[] | null => {
  if (view === null || !withRoom.has(screen.kind)) return null;
  const registered = view.found !== null;
  return [
    // On the person's own phone it is seen by what came of it.
    { id: 'sign-in', done: registered || registerStep !== 'enter-code' },
    { id: 'register', done: registered },
    ...(view.password === 'not-asked'
      ? []
      : [{ id: 'password' as const, done: view.password === 'changed' }]),
    { id: 'test', done: view.at === 'done' },
  ];
};

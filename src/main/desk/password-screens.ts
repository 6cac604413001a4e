import type { Screen, ScreenOf } from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import { foundMethod } from './methods.ts';
import type { DeskSettings } from './ports.ts';
import { worksHere } from './retest-screens.ts';
import type { DeskState } from './state.ts';

type Place = ScreenOf<'enrollee/password-ready'>['places'][number];

/** Where the person can sign in with the new method to set a password: here, and on the phone that it is on or is used at. */
export const passwordPlaces = (
  view: Pick<EnrollmentView, 'found'>,
  { phone }: Pick<DeskSettings, 'phone'>,
): Place[] => {
  const { kind } = foundMethod(view);
  const here = worksHere(kind, phone);
  const onPhone = kind === 'passkey' || kind === 'authenticator' || (kind === 'security-key' && !here);
  return [...(here ? (['here'] as const) : []), ...(onPhone ? (['on-phone'] as const) : [])];
};

/** The enrollee's screen while a new password is awaited. */
export const passwordScreen = (state: DeskState, view: EnrollmentView, settings: DeskSettings): Screen => {
  const method = foundMethod(view);
  const mayLeaveOut = settings.passwordChange === 'offered';
  if (state.guest !== null) return { kind: 'enrollee/password', guest: state.guest, method };
  if (state.passwordOnPhone) {
    const scan = { of: 'password', ...settings.phone.password } as const;
    return { kind: 'enrollee/password-phone', scan, mayLeaveOut };
  }
  return { kind: 'enrollee/password-ready', method, places: passwordPlaces(view, settings), mayLeaveOut };
};

import type { Screen, ScreenOf } from '../../shared/index.ts';
import { logMayFollow, type EnrollmentView } from '../enrollment/index.ts';
import { foundMethod } from './methods.ts';
import type { DeskSettings } from './ports.ts';
import type { DeskState } from './state.ts';

type Place = ScreenOf<'enrollee/retest-ready'>['places'][number];

/** What needs the system's own WebAuthn: it reaches the phone, and asks for the PIN of a key. */
const needsSystem: ReadonlySet<ReturnType<typeof foundMethod>['kind']> = new Set(['passkey', 'security-key']);

/** Whether somebody can sign in with such a method in the guarded window. */
export const worksHere = (
  kind: ReturnType<typeof foundMethod>['kind'],
  { passkeyReachable }: Pick<DeskSettings['phone'], 'passkeyReachable'>,
): boolean => !needsSystem.has(kind) || passkeyReachable;

/**
 * Where the test sign-in can be made with the new method. In the guarded window, unless it is a passkey and this
 * system cannot finish with it; on the phone itself, where the tenant's log can tell later that it was. A key goes there
 * only where it has to: it is used at a phone as well, but it is the desk's window that people know.
 */
export const retestPlaces = (
  view: Pick<EnrollmentView, 'found' | 'facts'>,
  { phone }: Pick<DeskSettings, 'phone'>,
): Place[] => {
  const { kind } = foundMethod(view);
  const here = worksHere(kind, phone);
  const theirs = kind === 'passkey' || kind === 'authenticator' || (kind === 'security-key' && !here);
  const onPhone = theirs && logMayFollow(view.facts);
  return [...(here ? (['here'] as const) : []), ...(onPhone ? (['on-phone'] as const) : [])];
};

/** The authentication context that the test sign-in asks for with this method; null for none. */
export const contextAsked = (
  view: Pick<EnrollmentView, 'found' | 'retested'>,
  { authenticationContext, contextFor }: Pick<DeskSettings, 'authenticationContext' | 'contextFor'>,
): string | null => {
  const spared = contextFor === 'passkeys' && foundMethod(view).kind === 'authenticator';
  return spared || view.retested === 'on-phone' ? null : authenticationContext;
};

/** The enrollee's screen at the test sign-in. */
export const retestScreen = (state: DeskState, view: EnrollmentView, settings: DeskSettings): Screen => {
  const method = foundMethod(view);
  if (state.guest !== null) return { kind: 'enrollee/retest', guest: state.guest, method };
  if (state.retestsOnPhone) {
    const scan = { of: 'security-info', ...settings.phone.securityInfo } as const;
    return { kind: 'enrollee/retest-phone', method, scan };
  }
  const failed = state.retestFailed || view.notice !== null;
  return { kind: 'enrollee/retest-ready', method, places: retestPlaces(view, settings), failed };
};

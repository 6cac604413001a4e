import type { AuthenticatorConfiguration } from '../../directory/index.ts';
import { closed, type Closed } from './closed.ts';
import { isNamed, keptFrom, type Registrant } from './scope.ts';

/**
 * Why Authenticator cannot be what somebody signs in with. In the mode `push` it only confirms a password, which is of
 * no use where people have none. Source: Graph microsoftAuthenticatorAuthenticationMethodTarget.
 */
export const authenticatorClosed = (
  app: AuthenticatorConfiguration | null,
  who: Registrant,
  passwordsInUse: boolean,
): readonly Closed[] => {
  const kept = keptFrom({ method: 'Microsoft Authenticator', configuration: app }, who);
  if (app === null || kept.length > 0 || passwordsInUse) return kept;
  const modes = app.include.filter((one) => isNamed(one, who)).map(({ id }) => app.modeOf[id] ?? 'any');
  return modes.some((mode) => mode !== 'push') ? [] : [closed('only-beside-password')];
};

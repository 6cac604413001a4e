import { see, nothing, type Check } from '../check.ts';
import { deskGroupsIn } from '../people.ts';
import { everybody, inScope, methodIn } from '../scope.ts';
import { together } from '../../directory/index.ts';

/** The phone is the way for whoever has no key. */
export const methodsAuthenticator: Check = {
  id: 'methods.authenticator',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 7', controls: ['IA.L2-3.5.3'] },
  mend: {
    portal:
      'Entra ID > Authentication methods > Policies > Microsoft Authenticator > Enable; Authentication mode: Any',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/MicrosoftAuthenticator',
  },
  wanted: () => ['state: enabled', 'for every group of the desk: authenticationMode any or deviceBasedPush'],
  look: (reading, settings) =>
    see(
      together({ app: methodIn(reading.tenant, 'authenticator'), groups: deskGroupsIn(reading, settings) }),
      ({ app, groups }) => {
        if (app?.enabled !== true) return { fine: false, found: ['state: disabled'] };
        return nothing(
          groups.flatMap(({ name, found }) => {
            const ids = found.map(({ id }) => id);
            if (!inScope(app, null, ids)) return [`not for ${name}`];
            const modes = [everybody, ...ids].flatMap((id) => app.modeOf[id] ?? []);
            return modes.some((mode) => mode !== 'push') ? [] : [`${name}: authenticationMode: push`];
          }),
          ['state: enabled'],
        );
      },
    ),
};

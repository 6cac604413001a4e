import { see, type Check } from '../check.ts';
import { deskGroupsIn } from '../people.ts';
import { inScope, methodIn } from '../scope.ts';
import { together } from '../../directory/index.ts';

/** Passkeys are what people are to register; without self-service nobody can, not even with an administrator. */
export const methodsFido2: Check = {
  id: 'methods.fido2',
  severity: 'high',
  blocking: true,
  serves: {
    requirement: 'Zero trust guide 3.1, 4.3; facts about Graph, 4',
    controls: ['IA.L2-3.5.3', 'IA.L2-3.5.4'],
  },
  mend: {
    portal:
      'Entra ID > Authentication methods > Policies > Passkey (FIDO2) > Enable; Allow self-service set up: Yes',
    graph: 'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2',
  },
  wanted: () => ['state: enabled', 'isSelfServiceRegistrationAllowed: true', 'for every group of the desk'],
  look: (reading, settings) =>
    see(
      together({ passkeys: methodIn(reading.tenant, 'passkeys'), groups: deskGroupsIn(reading, settings) }),
      ({ passkeys, groups }) => {
        if (passkeys === null) return { fine: false, found: ['state: disabled'] };
        const out = groups.filter(
          ({ found }) =>
            !inScope(
              passkeys,
              null,
              found.map(({ id }) => id),
            ),
        );
        return {
          fine: passkeys.enabled && passkeys.selfService && out.length === 0,
          found: [
            `state: ${passkeys.enabled ? 'enabled' : 'disabled'}`,
            `isSelfServiceRegistrationAllowed: ${String(passkeys.selfService)}`,
            ...out.map(({ name }) => `not for ${name}`),
          ],
        };
      },
    ),
};

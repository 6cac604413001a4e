import { see, nothing, type Check } from '../check.ts';
import { deskGroupsIn } from '../people.ts';
import { everybody, methodIn } from '../scope.ts';
import { together, type KeyRestrictions, type PasskeyConfiguration } from '../../directory/index.ts';

const lets = ({ enforced, kind, aaGuids }: KeyRestrictions, model: string): boolean =>
  !enforced || aaGuids.includes(model) === (kind === 'allow');

/** An enforced list that allows nothing takes nothing; of the desk's models each must be let in. */
const takes = (restrictions: KeyRestrictions, models: readonly string[]): boolean =>
  models.length === 0
    ? !(restrictions.enforced && restrictions.kind === 'allow' && restrictions.aaGuids.length === 0)
    : models.every((model) => lets(restrictions, model));

/** Whether somebody in the groups may register what the desk offers; one profile that fits is enough. */
const fits = (
  passkeys: PasskeyConfiguration,
  groupIds: readonly string[],
  models: readonly string[],
): boolean => {
  const mine = passkeys.include.filter(({ id }) => id === everybody || groupIds.includes(id));
  if (passkeys.profiles.length === 0) return takes(passkeys.restrictions, models);
  const allowed = new Set(mine.flatMap(({ id }) => passkeys.profilesOf[id] ?? []));
  return passkeys.profiles.some(
    ({ id, types, restrictions }) =>
      allowed.has(id) && types.includes('deviceBound') && takes(restrictions, models),
  );
};

/** Where there are profiles they decide, and what stands beside them misleads. */
export const methodsPasskeyProfiles: Check = {
  id: 'methods.passkey-profiles',
  severity: 'medium',
  blocking: true,
  serves: { requirement: 'Zero trust guide 3.1; facts about Graph, 2', controls: ['IA.L2-3.5.3'] },
  mend: {
    portal: 'Entra ID > Authentication methods > Policies > Passkey (FIDO2) > Configure > Passkey profiles',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2 {"passkeyProfiles": [...]}',
  },
  wanted: ({ keyModels }) => [
    'a profile for every group of the desk: passkeyTypes with deviceBound',
    keyModels.length === 0
      ? 'keyRestrictions: some model is let in'
      : `keyRestrictions let in: ${keyModels.join(', ')}`,
  ],
  look: (reading, settings) =>
    see(
      together({ passkeys: methodIn(reading.tenant, 'passkeys'), groups: deskGroupsIn(reading, settings) }),
      ({ passkeys, groups }) =>
        passkeys === null
          ? { fine: false, found: ['no configuration'] }
          : nothing(
              groups
                .filter(
                  ({ found }) =>
                    !fits(
                      passkeys,
                      found.map(({ id }) => id),
                      settings.keyModels,
                    ),
                )
                .map(({ name }) => `${name}: no profile fits`),
              passkeys.profiles.map(({ name, types }) => `${name}: ${types.join(',')}`),
            ),
    ),
};

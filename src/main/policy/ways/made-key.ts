import type { PersonFacts } from '../../directory/index.ts';
import { closed, notKnown, type Closed } from './closed.ts';
import { letsIn, profilesOf } from './passkeys.ts';
import type { Registrant } from './scope.ts';

/** What of a key that was just made the methods policy weighs. */
interface MadeModel {
  readonly aaGuid: string;
  readonly attested: boolean;
}

/**
 * Why the methods policy does not take this key of this person; null when it does. A key at the desk is device-bound. The
 * tenant checks the same when the key is registered, and whether the proof of the maker is true. Source: Microsoft Entra,
 * passkey profiles and key restrictions. Pure.
 */
export const madeKeyClosed = (facts: PersonFacts, { aaGuid, attested }: MadeModel): Closed | null => {
  const { methodsPolicy, groupIds, person } = facts;
  if (!methodsPolicy.known) return notKnown(methodsPolicy.need);
  const { passkeys } = methodsPolicy.value;
  if (passkeys === null) return closed('method-off');
  const who: Registrant = {
    id: person.id,
    groupIds: [...(groupIds.known ? groupIds.value : []), ...facts.memberOfGroupIds],
  };
  const lets =
    passkeys.profiles.length === 0
      ? letsIn(passkeys.restrictions, aaGuid) && (attested || !passkeys.attestationEnforced)
      : profilesOf(passkeys, who).some(
          ({ types, restrictions, attestation }) =>
            types.includes('deviceBound') &&
            letsIn(restrictions, aaGuid) &&
            (attested || attestation === 'disabled'),
        );
  return lets ? null : closed('model-not-allowed');
};

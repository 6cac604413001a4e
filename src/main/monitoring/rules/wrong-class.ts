import { cannotTell, type WatchRule } from '../finding.ts';
import { idsOf, iso } from '../remark.ts';
import { passesIn, type PersonClass, type SeenPass } from '../view.ts';

const ID = 'wrong-class';

const classOf = (pass: SeenPass, person: PersonClass, emergencyIds: readonly string[]): string | null => {
  if (person.emergencyAccess || emergencyIds.includes(pass.person)) return 'emergency-access';
  if (person.guest) return 'guest';
  // On the path for privileged people a second person has consented.
  return person.privileged && pass.journal?.path !== 'privileged' ? 'privileged' : null;
};

/**
 * A pass for somebody who may have none on that path: an emergency-access account, a guest, or a privileged person
 * outside the path with a second person. What people are now is what can be read; what they were then is not.
 */
export const wrongClass: WatchRule = {
  id: ID,
  source: 'TAP for CMMC Level 2, "created for the wrong user class"; zero trust guide 2.2',
  severity: 'high',
  *look(view) {
    if (!view.people.known) {
      yield cannotTell(ID, view, view.people.because);
      return;
    }
    let isAnybodyUnknown = false;
    for (const pass of passesIn(view)) {
      const person = view.people.value.get(pass.person);
      isAnybodyUnknown ||= person === undefined;
      const kind = person === undefined ? null : classOf(pass, person, view.policy.emergencyAccessIds);
      if (kind === null) continue;
      yield { state: 'found', key: pass.key, at: iso(pass.at), ...idsOf(pass), params: { class: kind } };
    }
    if (isAnybodyUnknown) yield cannotTell(ID, view, 'people-not-read');
  },
};

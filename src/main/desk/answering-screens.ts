import { approvalRefusal, type PersonOnScreen, type Screen } from '../../shared/index.ts';
import type { Person } from '../directory/index.ts';
import type { AnsweringState, Looked } from './answering-look.ts';
import type { DeskState } from './state.ts';

const personOf = (person: Person, photo: string | null): PersonOnScreen => ({
  displayName: person.displayName,
  givenName: person.givenName ?? person.displayName.split(' ')[0] ?? person.displayName,
  jobTitle: person.jobTitle,
  department: person.department,
  employeeId: person.employeeId,
  userPrincipalName: person.userPrincipalName,
  photo,
  photoPending: false,
});

/** Everything that the other desk asks, with the names that the tenant told this one. */
const reviewScreen = ({ request, approver, person, photo, operatorName }: Looked): Screen => {
  const { claim, site } = request;
  return {
    kind: 'approver/review',
    approverName: approver.displayName,
    person: personOf(person, photo),
    request: { ...claim.request, operatorName },
    reasons: [
      ...claim.reasons.filter(({ effect }) => effect === 'needs-approval'),
      ...claim.reasons.filter(({ effect }) => effect === 'allows'),
    ],
    refusals: [...approvalRefusal.options],
    fingerprint: claim.fingerprint,
    elsewhere: { station: claim.station, site },
  };
};

/** What is shown of requests of other desks; null while nobody looks at them. */
export const answeringScreen = ({ answering, requestsElsewhere, guest }: DeskState): Screen | null => {
  if (answering === null) return null;
  if (answering.review !== null) return reviewScreen(answering.review);
  if (answering.at === 'signing-in' && guest !== null) return { kind: 'approver/signing-in', guest };
  if (answering.at !== 'list') return { kind: 'approver/working' };
  return waitingScreen(answering, requestsElsewhere ?? { requests: [], away: false });
};

const waitingScreen = (
  { answered, turnedAway }: AnsweringState,
  { requests, away }: NonNullable<DeskState['requestsElsewhere']>,
): Screen => ({
  kind: 'approver/waiting',
  // Nothing by which anybody could tell who it is.
  requests: requests.map(({ offer, site, claim }) => ({
    ...{ offer, site, station: claim.station, until: claim.until },
    ...{ scenario: claim.request.scenario, path: claim.request.path },
  })),
  ...{ away, answered },
  turnedAway: turnedAway === null ? null : { name: turnedAway.name, reasons: [...turnedAway.reasons] },
});

import type { LeftBehind } from '../../shared/index.ts';
import type { Person } from '../directory/index.ts';
import type { EnrollmentView, Left, Recovered } from '../enrollment/index.ts';

interface Whose {
  readonly recordNumber: string;
  /** The object id has to do where nobody knows the name. */
  readonly person: string;
  readonly left: readonly Left[];
}

const namedOf = (person: Person): string => `${person.displayName} (${person.userPrincipalName})`;

const onScreen = ({ recordNumber, person, left }: Whose): readonly LeftBehind[] =>
  left.map(({ item, id, endsBySelfAt }) => ({
    item,
    recordNumber,
    person,
    id,
    endsBySelfAt: endsBySelfAt === null ? null : new Date(endsBySelfAt).toISOString(),
  }));

/** What an enrollment that has just ended left, as a person can look for it in the tenant. */
export const leftByView = ({ recordNumber, person, left }: EnrollmentView): readonly LeftBehind[] =>
  onScreen({ recordNumber, person: namedOf(person), left });

/** What recovery could not take back. */
export const leftByRecovery = (recovered: readonly Recovered[]): readonly LeftBehind[] =>
  recovered.flatMap(({ recordNumber, person, personId, left }) =>
    onScreen({ recordNumber, person: person === null ? personId : namedOf(person), left }),
  );

/** How many enrollments these are about. */
export const enrollmentsIn = (left: readonly LeftBehind[]): number =>
  new Set(left.map(({ recordNumber }) => recordNumber)).size;

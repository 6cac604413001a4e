import type { Look, Person } from '../tenant/model.ts';

/** One line of the cast: what makes this person different from an ordinary enabled employee. */
export interface CastMember {
  readonly part: string;
  readonly name: readonly [given: string, surname: string];
  readonly employeeId: string | null;
  readonly jobTitle: string;
  readonly department: string;
  readonly signsInByPassword?: true;
  readonly look: Partial<Look> & Pick<Look, 'mark'>;
  readonly account?: Partial<
    Pick<
      Person,
      | 'accountEnabled'
      | 'userType'
      | 'creationType'
      | 'externalUserState'
      | 'isManagementRestricted'
      | 'onPremisesSyncEnabled'
      | 'extensionAttributes'
      | 'directoryExtensions'
      | 'securityAttributes'
      | 'userPrincipalName'
      | 'mail'
    >
  >;
  /** What is registered before the simulation begins, besides the password. */
  readonly has?: readonly ('authenticator' | 'old-key' | 'phone')[];
}

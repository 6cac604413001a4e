import type { MethodsPolicy, PersonFacts } from '../../src/main/directory/index.ts';
import { registrationWay, type OfferedWay } from '../../src/shared/index.ts';

/** A station that can do all there is. */
export const everyWay: readonly OfferedWay[] = registrationWay.options.map((way) => ({ way, closed: null }));

const everybody = { enabled: true, include: [{ id: 'all_users', kind: 'group' }], exclude: [] } as const;

/** Passkeys and Authenticator for everybody, of any model and mode. */
export const openMethods: MethodsPolicy = {
  registrationRequired: [],
  pass: null,
  passkeys: {
    ...everybody,
    selfService: true,
    attestationEnforced: false,
    restrictions: { enforced: false, kind: 'unknown', aaGuids: [] },
    profiles: [],
    profilesOf: {},
  },
  authenticator: { ...everybody, modeOf: { all_users: 'any' } },
};

/** Facts under which nothing closes a way. */
export const openWays: Pick<PersonFacts, 'groupIds' | 'methodsPolicy' | 'access' | 'domain'> = {
  groupIds: { known: true, value: [] },
  methodsPolicy: { known: true, value: openMethods },
  access: { known: true, value: [] },
  domain: { known: true, value: { name: 'tapdesk.example', federated: false, mfa: null } },
};

import {
  DirectoryError,
  type CallContext,
  type CallTrace,
  type Directory,
  type Method,
  type OperatorFacts,
  type PassOnRecord,
  type PersonFacts,
  type SignInRecord,
  type StationDevice,
} from '../../src/main/directory/index.ts';
import { authenticationAdministrator, group, method, personLike, role } from './directory-objects.ts';
import { openWays } from './ways.ts';
import { Secret, type ProblemCode } from '../../src/shared/index.ts';

export const person = personLike();

export const operator: OperatorFacts = {
  id: 'operator-1',
  displayName: 'Olga Operator',
  userPrincipalName: 'olga@tapdesk.example',
  roles: { known: true, value: [role(authenticationAdministrator)] },
};

export const groups = {
  'new-hire': 'group-onboarding',
  'lost-phone': 'group-recovery',
  're-registration': 'group-recovery',
  privileged: 'group-privileged',
} as const;

export const methodOf = (id: string, kind = 'fido2', createdAt: string | null = null): Method =>
  method(id, kind, { displayName: id, createdAt });

/** The writes and reads that a fault can hit. */
export type Operation = Exclude<
  keyof Directory,
  'findPeople' | 'readPhoto' | 'readOperator' | 'readApprover' | 'findGroups'
>;

/**
 * A fault for one call: refused before anything happened; answer lost before or after it happened; or the caller
 * dies there, which never answers at all. `slow` only takes its time.
 */
export type Fault =
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly retryable?: boolean }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'lost-before' }
  | { readonly kind: 'lost-after' }
  | { readonly kind: 'dies-before' }
  | { readonly kind: 'dies-after' };

/** The tenant behind the double, to be looked at and changed by tests. */
export interface FakeTenant {
  passes: PassOnRecord[];
  methods: Method[];
  readonly members: Set<string>;
  facts: Partial<PersonFacts>;
  /** How far the tenant's clock is ahead of the station's, in milliseconds. */
  clockAheadMs: number;
  /** How many looks a new pass stays unseen or unusable. */
  propagationLooks: number;
  usableOnceGranted: boolean | null;
  /** How a new pass is listed. */
  usability: Pick<PassOnRecord, 'usable' | 'usabilityReason'>;
  sessionsRevoked: number;
  /** Epoch milliseconds. */
  passwordChangedAt: number | null;
  /** What the sign-in log tells by now, newest first. */
  signIns: SignInRecord[];
  readonly calls: { readonly operation: Operation; readonly at: number }[];
  /** Taken from the front by the calls of that operation. */
  readonly faults: { operation: Operation; fault: Fault }[];
  /** The process that calls is dead: no call is sent, none is answered. */
  dead: boolean;
  /** Every text that was ever given out. */
  readonly texts: string[];
}

/** A workstation that nothing speaks against. */
const deviceOf = (deviceId: string, now: number): StationDevice => ({
  deviceId,
  compliant: true,
  managed: true,
  joinType: 'entra',
  enabled: true,
  lastSeenAt: new Date(now - 3_600_000).toISOString(),
  complianceExpiresAt: new Date(now + 86_400_000).toISOString(),
});

const isLive = (pass: PassOnRecord): boolean =>
  !['Expired', 'OneTimeUsed'].includes(pass.usabilityReason ?? '');

export const livePasses = (tenant: FakeTenant): readonly PassOnRecord[] => tenant.passes.filter(isLive);

/** What the fake tenant wants of a key, whoever it is for. */
export const fakeKeyOptions = {
  expiresAt: null,
  rp: { id: 'login.example', name: 'Example' },
  user: { id: 'dQ', name: 'p', displayName: 'P' },
  challenge: 'Yw',
  hmacSecret: false,
  protection: 1,
  algorithms: [-7],
  exclude: [],
} as const;

/** An in-memory directory that obeys the port's rules, with one person in it. */
export const createFakeDirectory = (clock: {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): { readonly directory: Directory; readonly tenant: FakeTenant } => {
  const tenant: FakeTenant = {
    passes: [],
    methods: [methodOf('password-1', 'password')],
    members: new Set(),
    facts: {},
    clockAheadMs: 0,
    propagationLooks: 0,
    usableOnceGranted: null,
    usability: { usable: true, usabilityReason: 'EnabledByPolicy' },
    sessionsRevoked: 0,
    passwordChangedAt: null,
    signIns: [],
    calls: [],
    faults: [],
    dead: false,
    texts: [],
  };
  let made = 0;
  let looksLeft = 0;

  const trace = (call: CallContext): CallTrace => ({
    correlationId: call.correlationId,
    requestId: `request-${tenant.calls.length}`,
    serverTime: clock.now() + tenant.clockAheadMs,
  });
  const failure = (
    call: CallContext,
    what: { code: ProblemCode; outcome: 'none' | 'unknown'; retryable?: boolean },
  ) =>
    new DirectoryError(what.code, {
      outcome: what.outcome,
      retryable: what.retryable ?? false,
      trace: { correlationId: call.correlationId, requestId: null, serverTime: null },
    });
  const faultFor = (operation: Operation): Fault | undefined => {
    const index = tenant.faults.findIndex((one) => one.operation === operation);
    return index < 0 ? undefined : tenant.faults.splice(index, 1)[0]?.fault;
  };
  const hit = (call: CallContext, fault: Fault | undefined): Promise<void> => {
    if (fault === undefined) return Promise.resolve();
    if (fault.kind === 'slow') return clock.sleep(fault.ms);
    if (fault.kind.startsWith('dies')) {
      tenant.dead = true;
      return new Promise(() => undefined);
    }
    return Promise.reject(
      fault.kind === 'refused'
        ? failure(call, { ...fault, outcome: 'none' })
        : // Asking again would be worth it, were it not for what may have happened.
          failure(call, { code: 'tenant.timeout', outcome: 'unknown', retryable: true }),
    );
  };

  const through = async <T>(operation: Operation, call: CallContext, work: () => T): Promise<T> => {
    if (tenant.dead) return new Promise(() => undefined);
    tenant.calls.push({ operation, at: clock.now() });
    // Every call takes at least one turn, as every call over a network does.
    await Promise.resolve();
    const fault = faultFor(operation);
    const after = fault?.kind === 'lost-after' || fault?.kind === 'dies-after';
    if (!after) await hit(call, fault);
    const value = work();
    if (after) await hit(call, fault);
    return value;
  };
  const create = (ask: { lifetimeMinutes: number }): PassOnRecord => {
    made += 1;
    looksLeft = tenant.propagationLooks;
    const at = new Date(clock.now() + tenant.clockAheadMs).toISOString();
    const pass: PassOnRecord = {
      id: `pass-${made}`,
      createdAt: at,
      startsAt: at,
      lifetimeMinutes: ask.lifetimeMinutes,
      usableOnce: tenant.usableOnceGranted ?? true,
      ...tenant.usability,
    };
    // One pass a person: a second one silently replaces the first.
    tenant.passes = [pass];
    return pass;
  };
  const looked = (): readonly PassOnRecord[] => {
    const hidden = looksLeft > 0;
    looksLeft = Math.max(0, looksLeft - 1);
    return hidden ? [] : tenant.passes;
  };
  const remove = <T>(list: readonly T[], keep: (one: T) => boolean): { list: T[]; removed: boolean } => {
    const rest = list.filter(keep);
    return { list: rest, removed: rest.length < list.length };
  };

  /** Passes are methods too, as everywhere in Graph. */
  const methodsNow = (): readonly Method[] => [
    ...tenant.methods,
    ...(looksLeft > 0 ? [] : tenant.passes).map((pass) =>
      methodOf(pass.id, 'temporaryAccessPass', pass.createdAt),
    ),
  ];

  const directory: Directory = {
    findPeople: () => Promise.resolve([person]),
    readPerson: (_, call) => through('readPerson', call, () => person),
    readPhoto: () => Promise.resolve(null),
    readOperator: (call) => Promise.resolve({ value: operator, trace: trace(call) }),
    readApprover: (id, call) => Promise.resolve({ value: { ...operator, id }, trace: trace(call) }),
    findGroups: () => Promise.resolve([]),
    readFacts: (_, { groupIds, membershipOf = [], stationDeviceId }, call) =>
      through('readFacts', call, () => ({
        readAt: clock.now(),
        person,
        methods: methodsNow(),
        passes: [...tenant.passes],
        roles: { known: true, value: [] },
        roleAssignableGroupIds: { known: true, value: [] },
        ownedRoleAssignableGroupIds: { known: true, value: [] },
        administrativeUnitIds: { known: true, value: [] },
        recentPasses: { known: true, value: [] },
        operatorRoles: operator.roles,
        station:
          stationDeviceId === null
            ? { known: false, because: 'not-asked' }
            : { known: true, value: deviceOf(stationDeviceId, clock.now()) },
        memberOfGroupIds: [...groupIds, ...membershipOf].filter((id) => tenant.members.has(id)),
        passPolicy: {
          known: true,
          value: {
            enabled: true,
            minimumLifetimeMinutes: 10,
            maximumLifetimeMinutes: 480,
            usableOnceOnly: false,
            includedGroupIds: [...groupIds],
            includedUserIds: [],
            includesEveryone: false,
            excludedGroupIds: [],
            excludedUserIds: [],
          },
        },
        groups: groupIds.map((id) => group({ id, displayName: id })),
        ...openWays,
        ...tenant.facts,
      })),
    readSignIns: (_, since, call) =>
      through('readSignIns', call, () =>
        tenant.signIns.filter(({ at }) => Date.parse(at) >= Date.parse(since)),
      ),
    readPasswordChange: (_, call) => through('readPasswordChange', call, () => tenant.passwordChangedAt),
    listMethods: (_, call) => through('listMethods', call, methodsNow),
    listPasses: (_, call) => through('listPasses', call, looked),
    createPass: (_, ask, call) =>
      through('createPass', call, () => {
        const pass = create(ask);
        const text = `fake-pass-${made}-canary`;
        tenant.texts.push(text);
        return { value: { ...pass, text: Secret.of(text) }, trace: trace(call) };
      }),
    deletePass: (_, passId, call) =>
      through('deletePass', call, () => {
        // What cannot be read yet cannot be found to be deleted either.
        const hidden = looksLeft > 0;
        looksLeft = Math.max(0, looksLeft - 1);
        const { list, removed } = remove(tenant.passes, (pass) => pass.id !== passId || hidden);
        tenant.passes = list;
        return { value: removed ? 'deleted' : 'absent', trace: trace(call) };
      }),
    joinGroup: (groupId, _, call) =>
      through('joinGroup', call, () => {
        const value = tenant.members.has(groupId) ? 'already' : 'joined';
        tenant.members.add(groupId);
        return { value, trace: trace(call) };
      }),
    leaveGroup: (groupId, _, call) =>
      through('leaveGroup', call, () => ({
        value: tenant.members.delete(groupId) ? 'left' : 'absent',
        trace: trace(call),
      })),
    isDirectMember: (groupId, _, call) => through('isDirectMember', call, () => tenant.members.has(groupId)),
    readKeyOptions: (_, call) => through('readKeyOptions', call, () => fakeKeyOptions),
    addKey: (_, { displayName, key }, call) =>
      through('addKey', call, () => {
        const value = {
          ...{ id: key.id, type: '#microsoft.graph.fido2AuthenticationMethod', displayName, model: 'Key' },
          ...{ aaGuid: null, passkeyType: 'deviceBound', attestationLevel: 'attested', createdAt: null },
        };
        tenant.methods = [...tenant.methods, value];
        return { value, trace: trace(call) };
      }),
    removeMethod: (_, method, call) =>
      through('removeMethod', call, () => {
        const { list, removed } = remove(tenant.methods, (one) => one.id !== method.id);
        tenant.methods = list;
        return { value: removed ? 'removed' : 'absent', trace: trace(call) };
      }),
    revokeSignInSessions: (_, call) =>
      through('revokeSignInSessions', call, () => {
        tenant.sessionsRevoked += 1;
        return { value: 'revoked', trace: trace(call) };
      }),
  };
  return { directory, tenant };
};

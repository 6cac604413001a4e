import type { ReasonOnScreen } from '../../shared/index.ts';
import type { OperatorFacts, Person } from '../directory/index.ts';
import type { SecondSession } from '../identity/index.ts';
import { roleName } from '../policy/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskPorts } from './ports.ts';
import type { ApprovalsElsewhere, RemoteRequest } from './remote-approvals.ts';
import type { DeskState, Store } from './state.ts';

/** A request as whoever signed in for it looks at it. */
export interface Looked {
  readonly request: RemoteRequest;
  readonly approver: OperatorFacts;
  readonly signedInAt: number;
  readonly person: Person;
  readonly photo: string | null;
  readonly operatorName: string;
}

/** The page with requests of other desks; nothing of people is on it before somebody has signed in. */
export interface AnsweringState {
  readonly at: 'list' | 'signing-in' | 'reading' | 'review';
  readonly answered: 'yes' | 'no' | null;
  readonly turnedAway: { readonly name: string; readonly reasons: readonly ReasonOnScreen[] } | null;
  readonly review: Looked | null;
}

export interface AnsweringParts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
}

/** All requests, and nothing else. */
export const allRequests: AnsweringState = { at: 'list', answered: null, turnedAway: null, review: null };

/** Only over a desk at which nobody is enrolled. */
export const mayLook = ({ phase, closed, facing, handover }: DeskState): boolean =>
  facing === 'operator' &&
  handover === null &&
  (phase === 'ready' || (phase === 'closed' && closed !== 'checking'));

/** Where the rules come from that are looked at here already; the desk that asks looks at all of them. */
const SOURCE = 'CMMC AC.L2-3.1.4; TAP for CMMC Level 2, dual approval';

const refuses = (code: string, params: ReasonOnScreen['params'] = {}): ReasonOnScreen => ({
  ...{ code, params, effect: 'refuses', source: SOURCE },
});

const roleObjections = (
  { roles }: OperatorFacts,
  { needs }: RemoteRequest['claim'],
): readonly ReasonOnScreen[] => {
  if (!roles.known) return [refuses('approver.roles-unknown')];
  const wanted = [...new Set(needs.flatMap((need) => need.roleIds))];
  const holds = roles.value.some(({ how, roleId }) => how === 'active' && wanted.includes(roleId));
  return holds ? [] : [refuses('approver.no-role', { role: wanted.map(roleName).join(', ') })];
};

/** Why this person's answer would not count. Pure. */
export const objectionsTo = (
  approver: OperatorFacts,
  claim: RemoteRequest['claim'],
): readonly ReasonOnScreen[] => [
  ...(approver.id === claim.operator ? [refuses('approver.is-operator')] : []),
  ...(approver.id === claim.person ? [refuses('approver.is-enrollee')] : []),
  ...(claim.given.includes(approver.id) ? [refuses('approver.twice')] : []),
  ...roleObjections(approver, claim),
];

/** Signs somebody in in a window of their own, within the time the site gives. */
const authenticate = async (
  { ports, guests }: AnsweringParts,
  scopes: readonly string[],
  calledOff: AbortController,
): Promise<SecondSession> => {
  const cancel = ports.clock.after(ports.settings.signInSeconds * 1000, () => calledOff.abort());
  try {
    return await ports.identity.signInSecond({ scopes }, guests.signInWindow('approver'), calledOff.signal);
  } finally {
    cancel();
    await guests.close();
  }
};

/** Reads with the approver's own session who they are and whom the request names; the session then ends. */
export const createLookInto =
  (parts: AnsweringParts, elsewhere: ApprovalsElsewhere) =>
  async (request: RemoteRequest, calledOff: AbortController): Promise<AnsweringState> => {
    const session = await authenticate(parts, elsewhere.scopes, calledOff);
    if (!calledOff.signal.aborted) parts.store.update({ answering: { ...allRequests, at: 'reading' } });
    try {
      const approver = await parts.ports.approver.read(session);
      // Two answers about one session must name one person.
      if (approver.id !== session.account.id) throw new Error('the session is of somebody else');
      const reasons = objectionsTo(approver, request.claim);
      if (reasons.length > 0) return { ...allRequests, turnedAway: { name: approver.displayName, reasons } };
      const [{ person, photo }, { person: operator }] = await Promise.all([
        elsewhere.whoIs(session, request.claim.person),
        elsewhere.whoIs(session, request.claim.operator),
      ]);
      const { signedInAt } = session;
      const review = { request, approver, signedInAt, person, photo, operatorName: operator.displayName };
      return { ...allRequests, at: 'review', review };
    } finally {
      await session.signOut();
    }
  };

const LOOK_MS = 10_000;
const LOOK_OPEN_MS = 3_000;

/** Reads once which requests are open here. */
const createRead = ({ ports, store }: AnsweringParts, { ledger }: ApprovalsElsewhere) => {
  const put = (now: NonNullable<DeskState['requestsElsewhere']>): void => {
    const before = store.get().requestsElsewhere;
    if (JSON.stringify(before) === JSON.stringify(now)) return;
    store.update({ requestsElsewhere: now });
    const more = now.requests.length > (before?.requests.length ?? 0);
    if (more && store.get().phase === 'ready') ports.push('sound.play', { cue: 'your-turn' });
  };
  return async (): Promise<void> => {
    try {
      put({ requests: await ledger.open(), away: false });
    } catch (error) {
      ports.log.warn('approvals-not-read', { why: String(error) });
      put({ requests: [], away: true });
    }
  };
};

/** Looks again and again for requests that may be answered here, while nobody is enrolled. */
export const createRequestWatch = (parts: AnsweringParts, elsewhere: ApprovalsElsewhere) => {
  const { ports, store } = parts;
  const look = createRead(parts, elsewhere);
  let cancel: () => void = () => undefined;
  let running = false;
  const round = async (): Promise<void> => {
    const state = store.get();
    if (state.phase !== 'enrolling') await look();
    if (!running) return;
    cancel = ports.clock.after(state.answering === null ? LOOK_MS : LOOK_OPEN_MS, () => void round());
  };
  return {
    look,
    start: () => {
      running = true;
      void round();
    },
    stop: () => {
      running = false;
      cancel();
    },
  };
};

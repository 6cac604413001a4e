import { DirectoryError, type Method } from '../directory/index.ts';
import { methodKind, type Rejection } from '../policy/index.ts';
import { codeOf } from './perform.ts';
import type { Quota } from './quota.ts';
import type { EffectPorts } from './ports.ts';

const ignored: ReadonlySet<string> = new Set(['password', 'temporaryAccessPass']);

/** Whole seconds on one side, fractions on the other: a method's time may look a little earlier than the pass's. */
const TIME_TOLERANCE_MS = 5_000;

/** What the lists of methods are compared with. */
export interface Baseline {
  /** The list read before the pass was created. */
  readonly methods: readonly Method[];
  /** When the pass was created by the tenant's clock; null when it did not say. */
  readonly issuedAt: string | null;
  /** Id of our pass, which is a method itself; null before there is one. */
  readonly passId: string | null;
  /** What a new method is to this enrollment. */
  readonly judge: (method: Method) => Judgement;
}

/**
 * `not-chosen`: it would do, but did not come the way that the person chose here. `beside`: it belongs to the way, and
 * is not what it is for.
 */
export type Judgement =
  | { readonly is: 'accepted' | 'not-chosen' | 'beside' }
  | { readonly is: 'rejected'; readonly because: Rejection };

export type Seen =
  | { readonly is: 'found'; readonly method: Method }
  | { readonly is: 'not-accepted'; readonly methodId: string; readonly because: Rejection }
  /** It came from elsewhere: the person is asked whether it is theirs. */
  | { readonly is: 'unexpected'; readonly method: Method }
  /** Somebody made another pass, so ours is gone without a word. Source: Graph, one pass a person. */
  | { readonly is: 'replaced' }
  | { readonly is: 'nothing' };

const isSinceIssue = (method: Method, { issuedAt }: Baseline): boolean =>
  method.createdAt === null ||
  issuedAt === null ||
  Date.parse(method.createdAt) >= Date.parse(issuedAt) - TIME_TOLERANCE_MS;

/**
 * A method counts as new when it was not there before the pass, by type and id, and is not older than the pass
 * where the tenant gives its time. Source: Microsoft Graph, list authentication methods. Pure.
 */
export const compare = (baseline: Baseline, listed: readonly Method[]): Seen => {
  const keyOf = (method: Method): string => `${method.type} ${method.id}`;
  const before = new Set(baseline.methods.map(keyOf));
  const isAnothersPass = (method: Method): boolean =>
    methodKind(method.type) === 'temporaryAccessPass' &&
    method.id !== baseline.passId &&
    !before.has(keyOf(method));
  const fresh = listed.filter(
    (method) =>
      !before.has(keyOf(method)) && !ignored.has(methodKind(method.type)) && isSinceIssue(method, baseline),
  );
  const judged = fresh.map((method) => ({ method, ...baseline.judge(method) }));
  // Before anything else: whoever added it may not be the person at the desk.
  const foreign = judged.find(({ is }) => is === 'not-chosen');
  if (foreign !== undefined) return { is: 'unexpected', method: foreign.method };
  const accepted = judged.find(({ is }) => is === 'accepted');
  if (accepted !== undefined) return { is: 'found', method: accepted.method };
  if (baseline.passId !== null && listed.some(isAnothersPass)) return { is: 'replaced' };
  return rejectedIn(judged);
};

type Judged = Judgement & { readonly method: Method };

const rejectedIn = (judged: readonly Judged[]): Seen => {
  for (const one of judged) {
    if (one.is === 'rejected') return { is: 'not-accepted', methodId: one.method.id, because: one.because };
  }
  return { is: 'nothing' };
};

/**
 * One look at the tenant, as soon as its quota lets it. A read that fails counts as nothing seen: the next look follows.
 */
export const lookOnce = async (
  ports: EffectPorts & { readonly quota: Quota },
  baseline: Baseline,
  signal: AbortSignal,
): Promise<Seen> => {
  await ports.quota.take(signal);
  if (signal.aborted) return { is: 'nothing' };
  try {
    const call = { correlationId: ports.newId(), signal };
    return compare(baseline, await ports.directory.listMethods(ports.personId, call));
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    ports.log.warn('look-failed', { code: codeOf(error) });
    return { is: 'nothing' };
  }
};

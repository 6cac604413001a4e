import { DirectoryError, type Method } from '../directory/index.ts';
import { methodKind } from '../policy/index.ts';
import { codeOf } from './perform.ts';
import type { EffectPorts } from './ports.ts';

/** What registering is for. Others may be registered and change nothing. */
const acceptable: ReadonlySet<string> = new Set(['fido2', 'microsoftAuthenticator']);
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
}

export type Seen =
  | { readonly is: 'found'; readonly method: Method }
  | { readonly is: 'not-accepted'; readonly methodId: string }
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
  const method = fresh.find((one) => acceptable.has(methodKind(one.type)));
  if (method !== undefined) return { is: 'found', method };
  if (baseline.passId !== null && listed.some(isAnothersPass)) return { is: 'replaced' };
  const [other] = fresh;
  return other === undefined ? { is: 'nothing' } : { is: 'not-accepted', methodId: other.id };
};

/** One look at the tenant. A read that fails counts as nothing seen: the next look follows. */
export const lookOnce = async (
  ports: EffectPorts,
  baseline: Baseline,
  signal: AbortSignal,
): Promise<Seen> => {
  try {
    const call = { correlationId: ports.newId(), signal };
    return compare(baseline, await ports.directory.listMethods(ports.personId, call));
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    ports.log.warn('look-failed', { code: codeOf(error) });
    return { is: 'nothing' };
  }
};

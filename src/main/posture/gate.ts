import type { Result } from './check.ts';
import { checks } from './checks/index.ts';
import type { CheckId } from './check-ids.ts';
import type { PostureConfig } from './config.ts';

/** A result, and what it does to the desk here. */
export interface Gated extends Result {
  /** `closes`: the desk, unless it is fine. `waived`: it would, but the site has switched that off. */
  readonly gate: 'closes' | 'waived' | 'open';
}

/** What one look at tenant and station came to. */
export interface PostureReport {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who read the tenant: the signed-in operator, or the station's reading identity. */
  readonly readBy: 'operator' | 'reader';
  readonly results: readonly Gated[];
}

type Gates = Pick<PostureConfig, 'alsoBlocking' | 'notBlocking'>;

const gateOf = (result: Pick<Result, 'id' | 'blocking'>, site: Gates): Gated['gate'] => {
  if (site.alsoBlocking.includes(result.id)) return 'closes';
  if (!result.blocking) return 'open';
  return site.notBlocking.includes(result.id) ? 'waived' : 'closes';
};

/** The site's own gates on results. */
export const gated = (results: readonly Result[], site: Gates): readonly Gated[] =>
  results.map((result) => ({ ...result, gate: gateOf(result, site) }));

/** Checks of the baseline that the site has switched off; shown on the operator's screens. */
export const waivedBy = (site: Gates): readonly CheckId[] =>
  checks.filter((one) => gateOf(one, site) === 'waived').map(({ id }) => id);

/** What keeps the desk closed. What is not known is not fine. */
export const standsAgainst = ({ results }: PostureReport): readonly Gated[] =>
  results.filter(({ gate, state }) => gate === 'closes' && state !== 'fine');

const passing: ReadonlySet<string> = new Set([
  'tenant.unreachable',
  'tenant.throttled',
  'tenant.unavailable',
  'tenant.timeout',
]);

/** Whether all that keeps the desk closed is that the tenant did not answer, which may be over in a moment. */
export const mayPass = (report: PostureReport): boolean =>
  standsAgainst(report).every(({ unknown }) => unknown !== null && passing.has(unknown.because));

import type { PostureSummary, Screen } from '../../shared/index.ts';
import type { Gated, PostureReport } from '../posture/index.ts';
import type { DeskState } from './state.ts';

type PostureScreen = Extract<Screen, { kind: 'operator/posture' }>;

/** How many are fine; null before anything was looked at. */
export const summaryOf = (report: PostureReport | null): PostureSummary | null =>
  report === null
    ? null
    : { fine: report.results.filter(({ state }) => state === 'fine').length, of: report.results.length };

const needsOf = ({ unknown }: Gated): PostureScreen['checks'][number]['needs'] =>
  unknown === null
    ? null
    : { permission: unknown.need?.permission ?? null, role: unknown.need?.role ?? null };

const checkOf = (result: Gated): PostureScreen['checks'][number] => ({
  id: result.id,
  state: result.state,
  gate: result.gate,
  found: [...result.found],
  wanted: [...result.wanted],
  portal: result.mend.portal,
  graph: result.mend.graph,
  needs: needsOf(result),
  requirement: result.serves.requirement,
  controls: [...result.serves.controls],
});

/** Every check of a look as it is shown; none before the first. */
export const postureChecks = (report: PostureReport | null): PostureScreen['checks'] =>
  (report?.results ?? []).map(checkOf);

/** The page about tenant and station, while somebody has it open and no enrollment runs. */
export const postureScreen = (state: DeskState): PostureScreen | null => {
  const { posture, page, phase, facing } = state;
  if (posture === null || page !== 'posture' || facing === 'enrollee') return null;
  if (phase !== 'closed' && phase !== 'ready') return null;
  return {
    kind: 'operator/posture',
    at: new Date(posture.at).toISOString(),
    again: phase === 'ready',
    checks: postureChecks(posture),
  };
};

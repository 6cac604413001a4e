import type { ConsoleViewOf } from '../../shared/index.ts';

type View = ConsoleViewOf<'fleet'>;

/** What was read of all stations, or why it was not. */
export type FleetRead =
  | { readonly state: 'away' | 'denied' }
  | {
      readonly state: 'read';
      readonly stations: readonly (Omit<View['stations'][number], 'posture'> & {
        readonly checked: number | null;
        readonly fine: number | null;
      })[];
      readonly findings: readonly {
        readonly station: string;
        readonly site: string;
        readonly kind: string;
        readonly foundAt: string;
      }[];
      readonly days: readonly {
        readonly site: string;
        readonly day: string | null;
        readonly ending: string | null;
        readonly count: number;
      }[];
      readonly refusals: readonly {
        readonly site: string;
        readonly code: string | null;
        readonly count: number;
      }[];
      readonly waiting: readonly { readonly site: string; readonly count: number }[];
    };

type Read = Extract<FleetRead, { state: 'read' }>;

const DAY_MS = 86_400_000;
/** Four weeks: a Monday beside a Monday. */
const DAYS = 28;
/** As many as one chart has room for. */
const MOST_BARS = 6;

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((all, { count }) => all + count, 0);

const daysOf = (days: Read['days'], now: number): View['days'] =>
  Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(now - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    const its = days.filter((one) => one.day === day);
    return { day, enrollments: sum(its), done: sum(its.filter(({ ending }) => ending === 'done')) };
  });

const bySiteOf = (days: Read['days'], sites: readonly string[]): View['bySite'] =>
  sites.map((site) => {
    const of = (wanted: string): number =>
      sum(days.filter((one) => one.site === site && one.ending === wanted));
    return { site, done: of('done'), refused: of('refused'), stopped: of('stopped') };
  });

const refusalsOf = (refusals: Read['refusals']): View['refusals'] => {
  const counts = new Map<string, number>();
  for (const { code, count } of refusals) {
    // What is no code of a rule's form was written by something else than this program.
    if (code !== null && /^[a-z-]+\.[a-z-]+$/.test(code)) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1))
    .slice(0, MOST_BARS);
};

const stationOf = ({ checked, fine, ...one }: Read['stations'][number]): View['stations'][number] => ({
  ...one,
  posture: checked === null || fine === null ? null : { fine, of: checked },
});

const empty = { sites: [], stations: [], findings: [], days: [], bySite: [], refusals: [] };

/** All stations, or those of one site; the newest findings first. Pure. */
export const fleetView = (read: FleetRead, site: string | null, now: number): View => {
  const at = new Date(now).toISOString();
  if (read.state !== 'read')
    return { ...{ of: 'fleet', state: read.state, at, site, approvalsWaiting: 0 }, ...empty };
  const shown = <T extends { readonly site: string }>(all: readonly T[]): T[] =>
    all.filter((one) => site === null || one.site === site);
  const sites = [...new Set(read.stations.map((one) => one.site))].sort();
  const days = shown(read.days);
  return {
    ...{ of: 'fleet', state: 'read', at, site, sites },
    stations: shown(read.stations).map(stationOf),
    findings: shown(read.findings).map(({ station, kind, foundAt }) => ({ station, kind, at: foundAt })),
    days: daysOf(days, now),
    bySite: bySiteOf(days, site === null ? sites : [site]),
    refusals: refusalsOf(shown(read.refusals)),
    approvalsWaiting: sum(shown(read.waiting)),
  };
};

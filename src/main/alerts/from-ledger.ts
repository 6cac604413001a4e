import { idOf } from './identify.ts';
import type { Alert, AlertSeverity } from './port.ts';

/** Something that an audit of the fleet's ledger found. */
export interface FleetFinding {
  readonly station: string;
  readonly kind: string;
  readonly epoch: number;
  readonly seq: number;
  /** In words; names nobody. */
  readonly what: string;
  /** ISO date-time. */
  readonly foundAt: string;
}

/** What shows that somebody changed a history, or could; the rest may be a fault. Source: docs/ledger.md. */
const high: ReadonlySet<string> = new Set([
  'fork',
  'rollback',
  'tail-lost',
  'entry',
  'key',
  'rewritten',
  'lost',
]);

const severityOf = (kind: string): AlertSeverity => (high.has(kind) ? 'high' : 'medium');

/** The id of a finding's alert: the same at each audit. */
export const idOfFinding = ({
  station,
  kind,
  epoch,
  seq,
}: Pick<FleetFinding, 'station' | 'kind' | 'epoch' | 'seq'>): string =>
  idOf('ledger', station, kind, String(epoch), String(seq));

/** What the audit of the ledger found, as alerts. Pure. */
export const alertsOfLedger = (findings: readonly FleetFinding[]): readonly Alert[] =>
  findings.map((finding) => {
    const { station, kind, epoch, seq, what, foundAt } = finding;
    return {
      id: idOfFinding(finding),
      ...{ source: 'ledger', rule: `ledger-${kind}`, severity: severityOf(kind), state: 'found' },
      ...{ at: foundAt, subject: null, actor: null },
      params: { station, ...(epoch === 0 ? {} : { epoch, seq }), what },
    };
  });

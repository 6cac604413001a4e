import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nobodysConfig, numberedBytes } from '../../scripts/bench/nobody.ts';
import { passPolicyPage, writePack, type EvidenceInput } from '../../src/main/evidence/index.ts';
import type { Signer } from '../../src/main/journal/index.ts';
import { watch, type WatchInput } from '../../src/main/monitoring/index.ts';
import { checkIds } from '../../src/main/posture/index.ts';
import { reportOf } from '../../src/main/reporting/index.ts';
import { writtenPolicyOf, writtenPolicyPage } from '../../src/main/written-policy/index.ts';
import { createTestSigner } from './journal-signer.ts';
import { writeJournals } from './quarter/journals.ts';
import { simulatedQuarter } from './quarter/quarter.ts';

/** A configuration that is nobody’s. */
export const someConfig = nobodysConfig();

/** The pack of a simulated quarter, with what it was made from. */
export interface QuarterPack {
  readonly folder: string;
  readonly file: string;
  readonly input: EvidenceInput;
  readonly signer: Signer;
  readonly signerOf: (station: string) => Signer;
  /** Makes another one of the same. */
  readonly make: (
    name: string,
    more?: { readonly redacted?: boolean; readonly signer?: Signer },
  ) => Promise<string>;
  readonly remove: () => void;
}

/** A tenant's policy for passes that is nobody's. */
export const passPolicy = {
  tenant: {
    enabled: true,
    include: [{ id: 'group-onboarding', kind: 'group' }],
    exclude: [],
    defaultLifetimeMinutes: 60,
    minimumLifetimeMinutes: 15,
    maximumLifetimeMinutes: 60,
    length: 12,
    usableOnceOnly: true,
  },
  groups: [{ id: 'group-onboarding', name: 'TAP-Onboarding-Users', members: 0 }],
  desk: {
    baseline: 'zero-trust',
    lifetimeMinutes: 60,
    usableOnce: true,
    privilegedAllowed: true,
    privilegedLifetimeMinutes: 15,
    ruleSet: 'zero-trust-0000000000000000',
  },
};

const alert = (id: string, remark: string | null): NonNullable<EvidenceInput['alerts']>[number] => ({
  alert: {
    ...{ id, source: 'watch', rule: 'outside-hours', severity: 'medium', state: 'found' },
    ...{ at: '2026-07-06T21:00:00.000Z', subject: 'person-1', actor: 'operator-1', params: {} },
  },
  firstSeen: '2026-07-06T21:30:00.000Z',
  lastSeen: '2026-07-06T21:30:00.000Z',
  end: {
    ...{ how: 'acknowledged', at: '2026-07-07T08:00:00.000Z', by: 'supervisor' },
    ...{ reason: 'explained', remark },
  },
  deliveries: [],
});

const DAY_MS = 86_400_000;

/** The last days of a quarter, at two of its stations. */
const endOf = (told: WatchInput, days: number): WatchInput => {
  const from = new Date(told.now - days * DAY_MS).toISOString();
  const later = ({ at }: { readonly at: string }): boolean => at >= from;
  const { audit, signIns } = told;
  return {
    ...told,
    entries: [...told.entries].filter((one) => later(one) && ['desk-0', 'desk-1'].includes(one.station)),
    audit: audit.known ? { ...audit, from, events: [...audit.events].filter(later) } : audit,
    signIns: signIns.known ? { ...signIns, from, events: [...signIns.events].filter(later) } : signIns,
  };
};

/**
 * Makes the pack of a quarter; the fewer enrollments the quicker.
 *
 * @param days only so many at its end, and only two stations: where the size is not the point
 */
export const quarterPack = async (many: number, days: number | null = null): Promise<QuarterPack> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-evidence-'));
  const { input: whole } = simulatedQuarter(20_260_929, many);
  const told = days === null ? whole : endOf(whole, days);
  const signers = new Map<string, Signer>();
  const signerOf = (station: string): Signer => {
    const signer = signers.get(station) ?? createTestSigner();
    signers.set(station, signer);
    return signer;
  };
  const files = writeJournals(folder, [...told.entries], signerOf);
  const from = days === null ? Date.UTC(2026, 5, 29) : told.now - days * DAY_MS;
  const period = { from, until: told.now };
  const madeAt = new Date(told.now).toISOString();
  const person = { administrator: false, guest: false, mfaCapable: true, methods: [] };
  const written = writtenPolicyOf(someConfig, { previous: null, madeAt: told.now });
  const findings = watch(told);
  const input: EvidenceInput = {
    ...{ station: 'desk-0', tenantId: someConfig.tenant.tenantId, simulated: true },
    ...{ from: new Date(period.from).toISOString(), until: madeAt, madeAt },
    journals: files.map((file, index) => ({ file, exported: false, station: `desk-${index}`, epoch: 1 })),
    reviews: [],
    logs: told,
    findings,
    roles: {
      known: true,
      value: [
        {
          ...{
            id: 'operator-1',
            name: 'Olga Operator',
            roleId: 'role',
            role: 'Authentication Administrator',
          },
          ...{ scope: '/', how: 'active', standing: false },
        },
      ],
    },
    alerts: [alert('a'.repeat(32), 'Nadia came early'), alert('b'.repeat(32), null)],
    passPolicy: { data: passPolicy, page: passPolicyPage(passPolicy, madeAt) },
    writtenPolicy: { data: written, page: writtenPolicyPage(written, someConfig) },
    posture: {
      at: madeAt,
      results: Object.fromEntries(checkIds.map((id) => [id, { id, state: 'fine', found: [] }])),
    },
    report: reportOf({
      ...{ madeAt: told.now, site: 'Simulated site', timeZone: 'UTC', period, previous: null },
      ...{ entries: told.entries, audit: told.audit, signIns: told.signIns },
      holders: { known: true, value: [] },
      maturity: {
        known: true,
        value: { registered: [{ ...person, id: 'person-1', passwordlessCapable: true }], groups: [] },
      },
    }),
  };
  const make: QuarterPack['make'] = (name, { redacted = false, signer = signerOf('desk-0') } = {}) => {
    const target = path.join(folder, name);
    writePack(target, input, { signer, randomBytes: numberedBytes(), redacted });
    return Promise.resolve(target);
  };
  const file = await make('pack.zip');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { folder, file, input, signer: signerOf('desk-0'), signerOf, make, remove };
};

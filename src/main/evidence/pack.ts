import { createHash } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import canonicalize from 'canonicalize';
import type { NamedFile } from '../../verifier/pack/manifest.ts';
import type { StoredAlert } from '../alerts/index.ts';
import { htmlOf, type Document } from '../document/index.ts';
import { signedOf, type Signer } from '../journal/index.ts';
import type { Finding, TenantLogReadings } from '../monitoring/index.ts';
import { documentOf, type Perhaps, type Report } from '../reporting/index.ts';
import { controlMap } from './control-map.ts';
import { controlMapPage } from './control-page.ts';
import { writeJournals, type JournalFile } from './journals.ts';
import {
  committedAlert,
  committedAudit,
  committedFinding,
  committedRole,
  committedSignIn,
  type Committed,
  type RandomBytes,
  type RoleLine,
} from './records.ts';
import { createStage, type Stage } from './stage.ts';
import { writeZip } from './zip.ts';

/** What goes into a pack. */
export interface EvidenceInput {
  readonly station: string;
  readonly tenantId: string;
  readonly simulated: boolean;
  /** ISO date-times; `until` is the first moment that does not belong to it. */
  readonly from: string;
  readonly until: string;
  readonly madeAt: string;
  /** In order of their stations and epochs. */
  readonly journals: readonly JournalFile[];
  /** Records of weekly reviews, as text, one JSON value a line. */
  readonly reviews: Iterable<string>;
  readonly logs: TenantLogReadings;
  readonly findings: Iterable<Finding>;
  readonly roles: Perhaps<readonly RoleLine[]>;
  /** Alerts and how they ended; null where there is no outbox. */
  readonly alerts: readonly StoredAlert[] | null;
  readonly passPolicy: { readonly data: unknown; readonly page: Document };
  readonly writtenPolicy: { readonly data: unknown; readonly page: Document };
  /** By the id of each check. */
  readonly posture: unknown;
  readonly report: Report;
}

/** By whom and how it is made. */
export interface EvidenceMeans {
  readonly signer: Signer;
  readonly randomBytes: RandomBytes;
  /** Without the personal values; everything else is the same and verifies. */
  readonly redacted: boolean;
}

const json = (value: unknown): string => canonicalize(value) ?? 'null';

/** What becomes of each, one by one; null leaves it out. */
function* each<T>(all: Iterable<T>, to: (one: T) => Committed | null): Generator<Committed> {
  for (const one of all) {
    const line = to(one);
    if (line !== null) yield line;
  }
}

/** Lines with their personal values apart. */
const writeCommitted = (
  stage: Stage,
  of: { readonly name: string; readonly kind: 'audit' | 'sign-ins' | 'findings' | 'data' },
  lines: Iterable<Committed>,
): void => {
  const [out, open] = [stage.open(of.name, of.kind), stage.openings(of.name)];
  let line = 0;
  for (const { value, openings } of lines) {
    line += 1;
    out.line(json(value));
    for (const opening of openings) open({ line, ...opening });
  }
  out.end();
};

const isWithin =
  ({ from, until }: Pick<EvidenceInput, 'from' | 'until'>) =>
  ({ at }: { readonly at: string }): boolean =>
    Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(until);

/** Which stretch of each log the pack has, and whether that is all of its time. */
const readingsOf = ({ logs, from, until, madeAt }: EvidenceInput) => {
  const end = Math.min(Date.parse(until), Date.parse(madeAt));
  const of = (log: TenantLogReadings['audit'] | TenantLogReadings['signIns']) =>
    log.known
      ? {
          ...{ from: log.from, until: log.until },
          whole: Date.parse(log.from) <= Date.parse(from) && Date.parse(log.until) >= end,
        }
      : { because: log.because, whole: false };
  return { audit: of(logs.audit), signIns: of(logs.signIns) };
};

const writeTenant = (stage: Stage, input: EvidenceInput, { randomBytes }: EvidenceMeans): void => {
  const { audit, signIns } = input.logs;
  const within = isWithin(input);
  stage.write('tenant/readings.json', 'data', json(readingsOf(input)));
  if (audit.known) {
    const lines = each(audit.events, (one) => (within(one) ? committedAudit(one, randomBytes) : null));
    writeCommitted(stage, { name: 'tenant/audit.jsonl', kind: 'audit' }, lines);
  }
  if (signIns.known) {
    const lines = each(signIns.events, (one) => (within(one) ? committedSignIn(one, randomBytes) : null));
    writeCommitted(stage, { name: 'tenant/sign-ins.jsonl', kind: 'sign-ins' }, lines);
  }
  if (input.roles.known) {
    const lines = input.roles.value.map((one) => committedRole(one, randomBytes));
    writeCommitted(stage, { name: 'tenant/roles.jsonl', kind: 'data' }, lines);
  }
};

const writeLines = (stage: Stage, of: { name: string; kind: 'data' }, lines: Iterable<string>): void => {
  const out = stage.open(of.name, of.kind);
  for (const line of lines) out.line(line);
  out.end();
};

const writeWatching = (stage: Stage, input: EvidenceInput, { randomBytes }: EvidenceMeans): void => {
  const findings = each(input.findings, (one) => committedFinding(one, randomBytes));
  writeCommitted(stage, { name: 'findings/findings.jsonl', kind: 'findings' }, findings);
  writeLines(stage, { name: 'reviews/reviews.jsonl', kind: 'data' }, input.reviews);
  if (input.alerts !== null) {
    const lines = input.alerts.map((one) => committedAlert(one, randomBytes));
    writeCommitted(stage, { name: 'alerts/outbox.jsonl', kind: 'data' }, lines);
  }
  stage.write('posture/now.json', 'data', json(input.posture));
};

const writeDocuments = (stage: Stage, { passPolicy, writtenPolicy, report }: EvidenceInput): void => {
  stage.write('policy/pass-policy.json', 'data', json(passPolicy.data));
  stage.write('policy/pass-policy.html', 'page', htmlOf(passPolicy.page));
  stage.write('policy/written-policy.json', 'data', json(writtenPolicy.data));
  stage.write('policy/written-policy.html', 'page', htmlOf(writtenPolicy.page));
  stage.write('report/report.json', 'data', json(report));
  stage.write('report/report.html', 'page', htmlOf(documentOf(report)));
  stage.write('control-map.json', 'data', json(controlMap));
  stage.write('control-map.html', 'page', htmlOf(controlMapPage));
};

const manifestOf = (input: EvidenceInput, signer: Signer, files: readonly NamedFile[]): string => {
  const { station, tenantId, simulated, madeAt, from, until } = input;
  const period = { from, until };
  const key = signer.publicJwk;
  return json({
    ...{ format: 'tapdesk-evidence', v: 1 },
    ...{ station, tenantId, simulated, madeAt, period, key, files },
  });
};

/** The station's word for the manifest, and by it for every file. */
const signatureOf = (
  manifest: string,
  of: { input: EvidenceInput; files: number },
  signer: Signer,
): string => {
  const sha256 = createHash('sha256').update(manifest).digest('hex');
  const { madeAt: at, station } = of.input;
  return signedOf('tapdesk-evidence+jws', { at, files: of.files, manifest: sha256, station, v: 1 }, signer);
};

const stageAll = (folder: string, input: EvidenceInput, means: EvidenceMeans): readonly string[] => {
  const stage = createStage(folder);
  writeJournals(stage, input.journals, input);
  writeTenant(stage, input, means);
  writeWatching(stage, input, means);
  writeDocuments(stage, input);
  const files = stage.end();
  const manifest = manifestOf(input, means.signer, files);
  writeFileSync(path.join(folder, 'manifest.json'), manifest, { flag: 'wx', mode: 0o600 });
  const jws = signatureOf(manifest, { input, files: files.length }, means.signer);
  writeFileSync(path.join(folder, 'manifest.jws'), `${jws}\n`, { flag: 'wx', mode: 0o600 });
  const kept = files.filter(({ kind }) => !means.redacted || kind !== 'personal');
  return ['manifest.json', 'manifest.jws', ...kept.map(({ name }) => name)];
};

/**
 * Makes a pack. Files are written one after the other beside the target, which is there only once it is whole.
 *
 * @throws Error when the target's folder cannot be written to
 */
export const writePack = (target: string, input: EvidenceInput, means: EvidenceMeans): void => {
  const folder = mkdtempSync(`${target}.parts-`);
  try {
    const names = stageAll(folder, input, means);
    writeZip(`${target}.new`, { folder, names });
    renameSync(`${target}.new`, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${target}.new`, { force: true });
  }
};

import { isObject, type JsonObject } from '../canonical.ts';
import type { PublicKey } from '../checkpoint.ts';
import { linesIn } from '../lines.ts';
import { alignmentOf, type PackValues } from './alignment.ts';
import type { Archive } from './archive.ts';
import { followExtracts } from './extracts.ts';
import { bytesIn, checkFiles, checkManifest } from './files.ts';
import { checkJournals, type JournalsTold } from './journals.ts';
import type { Manifest, NamedFile } from './manifest.ts';
import { checkOpenings, valueAt } from './openings.ts';
import { createReconciling, type Reconciling } from './passes.ts';
import { createNotes, type Notes, type PackReport, type Reconciliation } from './report.ts';

function* valuesIn(archive: Archive, name: string): Generator<JsonObject> {
  for (const line of linesIn(archive.pieces(name))) {
    const value: unknown = JSON.parse(line.toString('utf8'));
    if (isObject(value)) yield value;
  }
}

const ofKind = (files: readonly NamedFile[], kind: NamedFile['kind']): readonly NamedFile[] =>
  files.filter((one) => one.kind === kind);

/** Who signed it: a key that was given, or at least one that the station's own journal names. */
const checkSigner = (
  manifest: Manifest,
  of: { keys: readonly PublicKey[]; told: JournalsTold },
  notes: Notes,
): void => {
  const { station, key } = manifest;
  const { keys, told } = of;
  if (keys.length > 0 && !keys.some(({ kid }) => kid === key.kid)) {
    notes.find('manifest.json', 'foreign-key', `it is signed by ${key.kid}, which is none of the given keys`);
  }
  const named = told.keys.get(station);
  // A key that was given needs no journal to say whose it is; without either, anybody could have signed.
  if (named === undefined && keys.length > 0) {
    notes.skip(`no journal of ${station} is in it that names the key it is signed by`);
  } else if (named?.has(key.kid) !== true) {
    notes.find(
      'manifest.json',
      'foreign-key',
      `it is signed by ${key.kid}, which no journal of ${station} names`,
    );
  }
  if (keys.length === 0) notes.skip('whose key it is: give the station’s public key (--key) to know');
};

/** Passes that the pack itself owns up to: its findings name them, or the day on which the log is silent. */
const admittedIn = (archive: Archive, files: readonly NamedFile[]): ReadonlySet<string> => {
  const rules = ['outside-tapdesk', 'not-in-audit', 'log-silent'];
  const keys = new Set<string>();
  for (const { name } of ofKind(files, 'findings')) {
    for (const { rule, key } of valuesIn(archive, name))
      if (rules.includes(String(rule))) keys.add(String(key));
  }
  return keys;
};

/** The stretch of the audit log that is in the pack; null where it has none. */
const reachOf = (archive: Archive, files: readonly NamedFile[], { from, until }: Manifest) => {
  if (!files.some(({ name }) => name === 'tenant/readings.json')) return null;
  const readings: unknown = JSON.parse(bytesIn(archive, 'tenant/readings.json').toString('utf8'));
  const [begin, end] = ['/audit/from', '/audit/until'].map((one) => valueAt(readings, one));
  if (typeof begin !== 'string' || typeof end !== 'string') return null;
  return {
    from: Math.max(Date.parse(begin), Date.parse(from)),
    until: Math.min(Date.parse(end), Date.parse(until)),
  };
};

interface Asked {
  readonly files: readonly NamedFile[];
  readonly manifest: Manifest;
}

/** Begins to hold journals against the audit log; null where the pack has no log. */
const beginTenant = (archive: Archive, { files, manifest }: Asked, notes: Notes): Reconciling | null => {
  const reach = reachOf(archive, files, manifest);
  const [log] = ofKind(files, 'audit');
  if (reach !== null && log !== undefined) return createReconciling(() => valuesIn(archive, log.name), reach);
  notes.skip('journals against the tenant’s audit log: the log is not in the pack');
  return null;
};

const endTenant = (
  archive: Archive,
  of: { readonly files: readonly NamedFile[]; readonly reconciling: Reconciling | null },
  notes: Notes,
): Reconciliation | null => {
  if (of.reconciling === null) return null;
  const found = of.reconciling.end();
  const admitted = admittedIn(archive, of.files);
  const [log] = ofKind(of.files, 'audit');
  for (const id of [...found.onlyInAudit, ...found.onlyInJournal]) {
    if (!admitted.has(id) && !admitted.has(`audit ${found.days.get(id) ?? ''}`)) {
      notes.find(
        log?.name ?? null,
        'unreconciled',
        `pass ${id} stands on one side alone, and the pack’s findings do not say so`,
      );
    }
  }
  if (found.outOfReach > 0)
    notes.skip(`${found.outOfReach} passes of the journals: the audit log in the pack does not reach them`);
  const { matched, onlyInAudit, onlyInJournal, outOfReach } = found;
  return { matched, onlyInAudit, onlyInJournal, outOfReach };
};

const counted = (values: Iterable<JsonObject>, isSuch: (value: JsonObject) => boolean): number => {
  let count = 0;
  for (const value of values) count += Number(isSuch(value));
  return count;
};

const valuesOf = (archive: Archive, files: readonly NamedFile[]): PackValues => {
  const has = (name: string): boolean => files.some((one) => one.name === name);
  return {
    document: (name) => (has(name) ? (JSON.parse(bytesIn(archive, name).toString('utf8')) as unknown) : null),
    count: (name, isSuch) => (has(name) ? counted(valuesIn(archive, name), isSuch) : null),
  };
};

/** What a part of the work could not be done for is a finding, and the rest goes on. */
const attempt = <T>(notes: Notes, otherwise: T, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    notes.find(
      null,
      'form',
      `something in it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return otherwise;
  }
};

const noneTold: JournalsTold = { journals: [], keys: new Map() };

const openingsWithin = (archive: Archive, files: readonly NamedFile[], notes: Notes): void => {
  const right = new Set(files.map(({ name }) => name));
  for (const { name, of } of ofKind(files, 'personal')) {
    // Those of journals were held against the chain as it went by.
    if (of !== null && right.has(of) && !of.startsWith('journals/'))
      checkOpenings(archive, { name, of }, notes);
  }
};

const unknownHead = {
  ...{ station: null, tenantId: null, simulated: null },
  ...{ from: null, until: null, madeAt: null },
} as const;

const headOf = (
  manifest: Manifest | null,
): Pick<PackReport, 'station' | 'tenantId' | 'simulated' | 'from' | 'until' | 'madeAt'> => {
  if (manifest === null) return unknownHead;
  const { station, tenantId, simulated, from, until, madeAt } = manifest;
  return { station, tenantId, simulated, from, until, madeAt };
};

const nothing: Pick<PackReport, 'redacted' | 'journals' | 'reconciliation' | 'alignment'> = {
  redacted: false,
  journals: [],
  reconciliation: null,
  alignment: [],
};

/** Everything behind the manifest. */
const checkContents = (
  archive: Archive,
  of: { manifest: Manifest; keys: readonly PublicKey[] },
  notes: Notes,
): typeof nothing => {
  const { manifest, keys } = of;
  const { right: files, withheld } = checkFiles(archive, manifest, notes);
  const { from, until } = manifest;
  const reconciling = attempt(notes, null, () => beginTenant(archive, { files, manifest }, notes));
  const journalsTold = attempt(notes, noneTold, () => {
    const extracts = followExtracts(archive, { files, from, until }, notes);
    return checkJournals({ archive, files, keys, extracts, reconciling, notes });
  });
  checkSigner(manifest, { keys, told: journalsTold }, notes);
  attempt(notes, undefined, () => openingsWithin(archive, files, notes));
  const reconciliation = attempt(notes, null, () => endTenant(archive, { files, reconciling }, notes));
  const alignment = attempt(notes, [], () => alignmentOf(valuesOf(archive, files)));
  for (const name of withheld) notes.skip(`${name}: the personal values were taken out`);
  return { redacted: withheld.length > 0, journals: journalsTold.journals, reconciliation, alignment };
};

/**
 * Verifies a pack: whole, signed, its journals good, and journals and audit log held against each other. Everything is
 * read piece by piece; memory grows by some bytes a pass, not with the entries.
 *
 * @param keys public keys of stations from elsewhere; when there are any, no other key counts
 */
export const verifyPack = (archive: Archive, keys: readonly PublicKey[]): PackReport => {
  const notes = createNotes();
  for (const what of archive.problems) notes.find(null, 'archive', what);
  const manifest = checkManifest(archive, notes);
  const contents = manifest === null ? nothing : checkContents(archive, { manifest, keys }, notes);
  const all = notes.all();
  const signed = manifest !== null && all.findings.every(({ code }) => code !== 'signature');
  return {
    ok: all.findingsInAll === 0,
    ...headOf(manifest),
    trust: !signed ? 'unsigned' : keys.length > 0 ? 'given-key' : 'key-in-pack',
    files: manifest?.files.length ?? 0,
    ...contents,
    ...all,
  };
};

import type { Guard } from './guard.ts';
import { without, type Row } from './row.ts';

const tenant = 'src/main/config/tenant-settings.ts';
const reading = 'test/unit/config/read.test.ts';
const layers = 'test/unit/config/layers.test.ts';
const stationKey = 'test/unit/journal/station-key.test.ts';
const badgeKey = 'test/unit/app/badge-key.test.ts';
const entries = 'src/main/journal/migrations/0001-entries.ts';
const store = 'test/unit/journal/store.test.ts';
const damage = 'test/unit/journal/damage.test.ts';
const verify = 'src/main/journal/verify.ts';
const examine = 'src/main/journal/examine.ts';
const secret = 'src/shared/secret.ts';
const ofSecrets = 'test/unit/shared/secret.test.ts';

/** Which tenant, and how the configuration may be weakened. */
const ofConfigurations: readonly Row[] = [
  [
    'a simulated tenant that nobody asked for',
    tenant,
    'if (!simulatedChosen)\n',
    'if (!simulatedChosen && tenant.clientId === "")\n',
    reading,
    'not asked for',
  ],
  [
    'a real tenant in a simulation',
    tenant,
    '  if (simulatedChosen) {\n',
    "  if (simulatedChosen && tenant.clientId === '') {\n",
    reading,
    'refuses a real tenant',
  ],
  [
    'a simulated tenant elsewhere',
    tenant,
    '![graph, authority, securityInfo].every(onLoopback)',
    '![graph, authority, securityInfo].some(onLoopback)',
    reading,
    'not on this machine',
  ],
  [
    'what the machine’s file locks',
    'src/main/config/read.ts',
    "if (complaints.length > 0) throw new ConfigError(complaints.join('\\n'));\n  return final;",
    'return final;',
    layers,
    'name each weaker part',
  ],
  [
    'settings that are saved against a lock',
    'src/main/config/save.ts',
    '    checkLayers(changed);\n',
    '',
    'test/unit/config/save.test.ts',
    '.',
  ],
  [
    'policies that the desk does not write',
    'src/main/config/save.ts',
    ' || site === policiesKey',
    '',
    'test/unit/config/policies.test.ts',
    'not written by the desk',
  ],
];

/** What lies on the disk, and who may read it. */
const ofFiles: readonly Row[] = [
  [
    'a key of badges for the desk’s account alone',
    'src/main/journal/files.ts',
    'mode: 0o600, ',
    '',
    badgeKey,
    'for the account alone',
  ],
  [
    'a signing key for the desk’s account alone',
    'src/main/journal/station-key.ts',
    'mode: 0o600, ',
    '',
    stationKey,
    'for the account alone',
  ],
  [
    'a signing key that the system encrypts',
    'src/main/journal/station-key.ts',
    "  if (!isProtecting(protection)) throw new Error('the system keeps no secrets for this account');\n",
    '',
    stationKey,
    '.',
  ],
  [
    'a key of badges that the system encrypts',
    'src/main/app/badge-key.ts',
    "  if (!isProtecting(protection)) throw new Error('the system keeps no secrets for this account');\n",
    '',
    badgeKey,
    '.',
  ],
  [
    'rows for the owner alone',
    'src/main/spill/runs.ts',
    "openSync(file, 'wx', 0o600)",
    "openSync(file, 'wx', 0o644)",
    'test/unit/spill/spill.test.ts',
    'owner alone',
  ],
  [
    'what a killed pack has left',
    'src/main/evidence/leftovers.ts',
    'if (isLeft) rmSync',
    'if (isLeft && name === base) rmSync',
    'test/unit/evidence/leftovers.test.ts',
    '.',
  ],
  [
    'a secret in a text',
    secret,
    '  toString(): string {\n    return MASK;',
    '  toString(): string {\n    return this.#unwrap();',
    ofSecrets,
    'put into a text',
  ],
  [
    'a secret in JSON',
    secret,
    '  toJSON(): string {\n    return MASK;',
    '  toJSON(): string {\n    return this.#unwrap();',
    ofSecrets,
    'written as JSON',
  ],
  [
    'a secret that is looked at',
    secret,
    "[Symbol.for('nodejs.util.inspect.custom')](): string {\n    return MASK;",
    "[Symbol.for('nodejs.util.inspect.custom')](): string {\n    return this.#unwrap();",
    ofSecrets,
    'looked at',
  ],
  [
    'a secret that is no property',
    secret,
    'this.#unwrap = () => value;',
    'this.#unwrap = () => value;\n    Object.assign(this, { value });',
    ofSecrets,
    'taken apart',
  ],
  [
    'secrets in the log',
    'src/main/log/logger.ts',
    'paths: redacted.flatMap',
    'paths: redacted.slice(9).flatMap',
    'test/unit/log/logger.test.ts',
    'no secret',
  ],
];

/** The journal against changes of its file. */
const ofTheJournal: readonly Row[] = [
  [
    'entries at the end alone',
    entries,
    "WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM entries)\nBEGIN SELECT RAISE(ABORT, 'entries grow at the end only'); END;",
    'WHEN false\nBEGIN SELECT 1; END;',
    store,
    'forbids INSERT',
  ],
  [
    'entries that never change',
    entries,
    "BEGIN SELECT RAISE(ABORT, 'entries never change'); END;",
    'BEGIN SELECT 1; END;',
    store,
    'forbids UPDATE entries',
  ],
  [
    'entries that never go',
    entries,
    "BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;",
    'BEGIN SELECT 1; END;',
    store,
    'forbids DELETE',
  ],
  [
    'personal values that never change',
    entries,
    "BEGIN SELECT RAISE(ABORT, 'personal values never change'); END;",
    'BEGIN SELECT 1; END;',
    store,
    'forbids UPDATE personal',
  ],
  [
    'the hash of an entry',
    verify,
    "if (hashOf(row.bytes) !== row.hash) return 'the content does not match its hash';",
    '',
    store,
    '.',
  ],
  [
    'the entry before an entry',
    verify,
    "if (entry.prev !== place.prev) return 'the entry does not follow the one before';",
    '',
    store,
    'by the entry after it',
  ],
  [
    'the station of an entry',
    verify,
    'station !== null && entry.station !== station',
    "station === '' && entry.station !== station",
    store,
    'of another station',
  ],
  [
    'a journal that is behind what was signed',
    examine,
    'behind(connection, headOf(connection), expected) ?? schemaProblem(connection)',
    'schemaProblem(connection)',
    damage,
    'old copy',
  ],
  [
    'the tables and triggers of a journal',
    examine,
    'const problem = verified.ok ? schemaProblem(connection) : null;',
    'const problem = null;',
    store,
    'finds a trigger',
  ],
  [
    'indexes that say what the entries say',
    examine,
    "if (String(check[0]) !== 'ok') throw",
    "if (String(check[0]) === '') throw",
    damage,
    '.',
  ],
  [
    'a journal of a later version',
    'src/main/journal/database.ts',
    'if (version > migrations.length) {',
    'if (version > 999) {',
    store,
    'later version',
  ],
];

/** Guards of the configuration, of what lies on the disk, and of the journal. */
export const ofTheDisk: readonly Guard[] = [...ofConfigurations, ...ofFiles, ...ofTheJournal].map(without);

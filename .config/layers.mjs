// Which folder may import which: the table behind the lint rule `tapdesk/layers`.
// A zone is the longest key that begins a file's path. `may` lists zones; a zone may always import itself.
// `packages` lists the third-party and built-in modules a zone may name ('*': any).

const NODE = 'node:*';

/** @typedef {{ may: readonly string[], packages: readonly string[], deep?: boolean }} Zone */

/** @type {Readonly<Record<string, Zone>>} */
export const zones = {
  'src/shared': { may: [], packages: ['zod'] },
  'src/preload': { may: ['src/shared'], packages: ['electron'] },
  'src/renderer': {
    may: ['src/shared'],
    packages: ['react', 'react-dom', '@fluentui/*', 'i18next', 'react-i18next', 'vite', 'qrcode'],
  },
  'src/simulator': {
    may: [],
    packages: [
      NODE,
      'zod',
      'jose',
      'oidc-provider',
      '@simplewebauthn/server',
      '@simplewebauthn/server/*',
      '@peculiar/x509',
      'reflect-metadata',
      'pngjs',
    ],
  },
  // Shares nothing with what it checks.
  'src/verifier': { may: [], packages: [NODE, 'libsql'] },
  // The pure core: values in, values out.
  'src/main/policy': { may: ['src/shared', 'src/main/directory', 'src/main/policy'], packages: ['zod'] },
  // Hashing is pure; nothing else of Node is.
  'src/main/policy/rule-set.ts': { may: ['src/shared', 'src/main/policy'], packages: ['node:crypto'] },
  'src/main/enrollment': {
    may: [
      'src/shared',
      'src/main/enrollment',
      'src/main/policy',
      'src/main/journal',
      'src/main/directory',
      'src/main/log',
    ],
    packages: ['zod'],
  },
  // Hashing is pure here too: it names what was approved.
  'src/main/enrollment/fingerprint.ts': {
    may: ['src/shared', 'src/main/policy', 'src/main/directory', 'src/main/enrollment'],
    packages: ['node:crypto'],
  },
  'src/main/enrollment/states.ts': {
    may: ['src/shared', 'src/main/policy', 'src/main/directory', 'src/main/enrollment'],
    packages: ['xstate'],
  },
  'src/main/enrollment/transitions.ts': {
    may: ['src/shared', 'src/main/enrollment'],
    packages: ['xstate'],
  },
  'src/main/journal': { may: ['src/shared'], packages: [NODE, 'zod', 'libsql', 'canonicalize'] },
  // Adapters: their own port, the contract, one kit each.
  'src/main/net': { may: [], packages: [] },
  'src/main/directory': {
    may: ['src/shared', 'src/main/net'],
    packages: [NODE, 'zod', '@microsoft/microsoft-graph-client'],
  },
  'src/main/identity': { may: ['src/shared', 'src/main/net'], packages: [NODE, 'zod', '@azure/msal-node'] },
  'src/main/badge': { may: ['src/shared'], packages: [NODE, 'zod', 'asn1js', 'pkijs'] },
  // What runs in the process that speaks to readers. The native library is imported there and nowhere else.
  'src/main/badge/pcsc/entry.ts': { may: ['src/main/badge'], packages: ['pcsc-mini'] },
  'src/main/badge/pcsc/pcsc-mini.ts': { may: ['src/main/badge'], packages: ['pcsc-mini'] },
  // Its window pushes by ipc, so that nothing but the contract's messages leaves the main process.
  'src/main/kiosk': {
    may: ['src/shared', 'src/main/keys', 'src/main/log', 'src/main/ipc'],
    packages: [NODE, 'electron'],
  },
  // Security keys by the system's own tools; its port is the kiosk's too.
  'src/main/keys': { may: ['src/main/log'], packages: [NODE] },
  // The operating system's lock: checks over what was read.
  'src/main/lock': { may: [], packages: [] },
  'src/main/log': { may: ['src/shared'], packages: ['pino'] },
  'src/main/ipc': {
    may: ['src/shared', 'src/main/log'],
    packages: ['zod'],
  },
  // The page that people take along: pure, and all that may be printed.
  'src/main/leave-behind': { may: ['src/shared'], packages: [] },
  // The desk: what the two people see of the enrollment, as one snapshot.
  'src/main/desk': {
    may: [
      'src/shared',
      'src/main/enrollment',
      'src/main/policy',
      'src/main/journal',
      'src/main/directory',
      'src/main/identity',
      'src/main/badge',
      'src/main/keys',
      'src/main/kiosk',
      'src/main/leave-behind',
      'src/main/log',
      'src/main/posture',
      'src/main/console',
      'src/main/retention',
    ],
    packages: ['zod'],
  },
  // What the supervisor's console shows and does, of one station; a fleet's is another implementation of its port.
  'src/main/console': {
    may: ['src/shared', 'src/main/alerts', 'src/main/journal', 'src/main/reporting'],
    packages: [NODE],
  },
  // Whether tenant and station are fit: checks are pure over what was read.
  'src/main/posture': {
    may: ['src/shared', 'src/main/directory', 'src/main/journal', 'src/main/log', 'src/main/policy'],
    packages: [NODE, 'zod'],
  },
  // What is watched for in logs and journals: pure over what was read. An address list is Node's own.
  'src/main/monitoring': {
    may: ['src/shared', 'src/main/directory', 'src/main/journal', 'src/main/policy'],
    packages: ['node:net', 'zod'],
  },
  // Figures over what journals and logs tell: pure over what was read.
  'src/main/reporting': {
    may: ['src/shared', 'src/main/directory', 'src/main/document', 'src/main/monitoring', 'src/main/policy'],
    packages: ['zod'],
  },
  // Rows that memory does not hold, sorted in files beside what is being made.
  'src/main/spill': { may: ['src/main/monitoring', 'src/verifier'], packages: [NODE] },
  // Alerts on disk until every receiver has them. Nothing but its channels speaks to receivers.
  'src/main/alerts': {
    may: ['src/shared', 'src/main/monitoring', 'src/main/net'],
    packages: [NODE, 'zod', 'libsql'],
  },
  // How long the station keeps what, and what may go.
  'src/main/retention': {
    may: ['src/shared', 'src/main/alerts', 'src/main/journal'],
    packages: [NODE, 'zod'],
  },
  // Reads what is watched, and hands what was found to the outbox: for the desk and for the command line.
  'src/main/watching': {
    may: [
      'src/shared',
      'src/main/alerts',
      'src/main/config',
      'src/main/directory',
      'src/main/journal',
      'src/main/monitoring',
      'src/main/posture',
      'src/main/retention',
      'src/verifier',
    ],
    packages: [NODE, 'zod'],
  },
  // What people read and print: blocks in, a page out. Pure.
  'src/main/document': { may: ['src/main/document'], packages: [] },
  'src/main/document/pdf.ts': { may: ['src/main/document'], packages: [NODE, 'pdfkit'] },
  // The fleet's copy of all journals. What audits it checks by the verifier's code, which shares nothing with the journal's.
  'src/main/ledger': {
    may: ['src/shared', 'src/main/journal', 'src/main/log', 'src/verifier'],
    packages: [NODE, 'zod', 'pg'],
  },
  // Signed checkpoints in places under other people's hands. Nothing but its adapter speaks to an object store.
  'src/main/checkpoints': {
    may: ['src/main/checkpoints', 'src/main/journal', 'src/main/log'],
    packages: [NODE, 'zod'],
  },
  'src/main/checkpoints/s3.ts': {
    may: ['src/main/checkpoints'],
    packages: ['node:https', 'zod', '@aws-sdk/client-s3'],
  },
  // What is told outside of how the desk works. Nothing else speaks OpenTelemetry's kits.
  'src/main/telemetry': {
    may: ['src/main/journal', 'src/main/log'],
    packages: ['zod', '@opentelemetry/*'],
  },
  // The written policy, from the configuration. Hashing is pure.
  'src/main/written-policy': {
    may: ['src/main/config', 'src/main/document', 'src/main/policy'],
    packages: ['node:crypto', 'zod', 'canonicalize'],
  },
  // What an assessor gets: files in, a signed archive out.
  'src/main/evidence': {
    may: [
      'src/main/alerts',
      'src/main/directory',
      'src/main/document',
      'src/main/journal',
      'src/main/monitoring',
      'src/main/reporting',
      'src/main/watching',
      'src/verifier',
    ],
    packages: [NODE, 'zod', 'canonicalize'],
  },
  // The command line, one file a command. Electron is not needed for it.
  'src/main/cli': {
    may: [
      'src/shared',
      'src/main/alerts',
      'src/main/badge',
      'src/main/checkpoints',
      'src/main/config',
      'src/main/directory',
      'src/main/document',
      'src/main/evidence',
      'src/main/identity',
      'src/main/journal',
      'src/main/ledger',
      'src/main/lock',
      'src/main/log',
      'src/main/monitoring',
      'src/main/policy',
      'src/main/posture',
      'src/main/reporting',
      'src/verifier',
      'src/main/watching',
      'src/main/written-policy',
      'src/main/retention',
      'src/main/spill',
    ],
    packages: [NODE, 'zod', 'undici'],
  },
  // The configuration file, and what follows from it. Each feature owns the schema of its own part.
  'src/main/config': {
    may: [
      'src/shared',
      'src/main/alerts',
      'src/main/badge',
      'src/main/checkpoints',
      'src/main/directory',
      'src/main/kiosk',
      'src/main/ledger',
      'src/main/monitoring',
      'src/main/policy',
      'src/main/posture',
      'src/main/retention',
      'src/main/telemetry',
    ],
    packages: [NODE, 'zod'],
  },
  'src/main/app': {
    may: [
      'src/shared',
      'src/main/alerts',
      'src/main/badge',
      'src/main/checkpoints',
      'src/main/config',
      'src/main/desk',
      'src/main/directory',
      'src/main/enrollment',
      'src/main/identity',
      'src/main/ipc',
      'src/main/journal',
      'src/main/keys',
      'src/main/kiosk',
      'src/main/leave-behind',
      'src/main/ledger',
      'src/main/log',
      'src/main/monitoring',
      'src/main/policy',
      'src/main/posture',
      'src/main/watching',
      'src/main/retention',
      'src/main/console',
      'src/main/telemetry',
    ],
    packages: [NODE, 'electron', 'zod'],
  },
  // The installed program as a command: no desk, no window.
  'src/main/command-line.ts': {
    may: ['src/main/cli', 'src/main/config', 'src/main/journal', 'src/main/kiosk'],
    packages: [NODE, 'electron'],
  },
  'src/main/index.ts': { may: ['src/main/app', 'src/main/command-line.ts'], packages: ['electron'] },
};

import type { Guard } from './guard.ts';
import { without, type Row } from './row.ts';

const claims = 'src/main/identity/claims.ts';
const ofClaims = 'test/unit/identity/claims.test.ts';
const session = 'src/main/identity/session.ts';
const transport = 'src/main/directory/graph/transport.ts';
const sending = 'test/unit/directory/sending.test.ts';
const retry = 'src/main/directory/graph/retry.ts';
const ofRetries = 'test/unit/directory/retry.test.ts';
const people = 'src/main/directory/graph/find-people.ts';
const ofPeople = 'test/unit/directory/people.test.ts';
const stations = 'src/main/ledger/stations.ts';
const ofLedgers = 'test/integration/ledger/ledger.test.ts';
const outside = 'src/main/ledger/audit/outside.ts';
const ofOutside = 'test/integration/ledger/outside.test.ts';
const proof = 'src/main/enrollment/retest-proof.ts';
const ofProofs = 'test/unit/enrollment/retest-proof.test.ts';

/** Who has signed in, and where a token goes. */
const ofSignIns: readonly Row[] = [
  [
    'for whom a token is',
    claims,
    "    ['aud', token.aud === expected.clientId],\n",
    '',
    ofClaims,
    'for another application',
  ],
  [
    'from whom a token is',
    claims,
    "    ['iss', issuer?.protocol === 'https:' && hosts.includes(issuer.host)],\n",
    '',
    ofClaims,
    'of another issuer',
  ],
  [
    'an issuer by TLS',
    claims,
    "issuer?.protocol === 'https:' && hosts.includes(issuer.host)",
    "hosts.includes(issuer?.host ?? '')",
    ofClaims,
    'without TLS',
  ],
  [
    'of which tenant a token is',
    claims,
    "    ['tid', tenant === null || token.tid?.toLowerCase() === tenant],\n",
    '',
    ofClaims,
    'tenant is refused',
  ],
  [
    'until when a token is',
    claims,
    "    ['exp', token.exp * 1_000 > expected.now - toleranceMs],\n",
    '',
    ofClaims,
    'that ran out',
  ],
  [
    'no token after signing out',
    session,
    "      if (signedOut) throw new IdentityError('tenant.signed-out');\n",
    '',
    'test/unit/identity/session.test.ts',
    'gone after signing out',
  ],
  [
    'redirects that are not followed',
    transport,
    "redirect: 'manual'",
    "redirect: 'follow'",
    sending,
    'follow none either',
  ],
  [
    'the size of an answer',
    transport,
    'if (length > maximumBytes) {',
    'if (length > maximumBytes * 9) {',
    sending,
    'eight megabytes',
  ],
  [
    'a creation that is sent again',
    retry,
    '  once: [throttled],',
    '  once: [throttled, 503],',
    ofRetries,
    '.',
  ],
  [
    'how long one call waits',
    retry,
    'waiting.clock.monotonicMs() - so.startedAt + wait > patienceMs ? null : wait',
    'wait',
    ofRetries,
    'all waits of one call|longer',
  ],
  [
    'doubt about what was carried out',
    retry,
    'throw doubtful ? inDoubt(attempt.failure) : attempt.failure;',
    'throw attempt.failure;',
    ofRetries,
    'stays unknown',
  ],
  [
    'a filter that was ignored',
    people,
    'if (!named.every(has)) {',
    'if (named.length > 99) {',
    ofPeople,
    'a filter was ignored',
  ],
  [
    'people whom an index still names',
    people,
    '.filter((one) => one !== null && has(one))',
    '.filter((one) => one !== null)',
    ofPeople,
    '.',
  ],
  [
    'a strong method in the test sign-in',
    proof,
    'methods.some((method) => strong.test(method)) && ',
    '',
    ofProofs,
    '.',
  ],
  [
    'no pass in the test sign-in',
    proof,
    ' && !methods.some((method) => weak.test(method))',
    '',
    ofProofs,
    '.',
  ],
  [
    'the application of the test sign-in',
    proof,
    'return ours && when',
    'return when',
    ofProofs,
    'own application',
  ],
];

/** A station that was lost, and a ledger whose owner lies. */
const ofFleets: readonly Row[] = [
  [
    'the end of a lost station’s connections',
    stations,
    'if (found) await endConnections(client, roleOf(station));',
    '',
    'test/integration/ledger/roles.test.ts',
    'heard and revoked',
  ],
  [
    'no sign-in of a lost station',
    stations,
    '    await client.query(`ALTER ROLE ${quoted(roleOf(station))} NOLOGIN`);\n',
    '',
    'test/integration/ledger/roles.test.ts',
    'heard and revoked',
  ],
  [
    'the leases of a lost station',
    stations,
    "    await client.query('UPDATE leases SET expires_at = now() WHERE station = $1 AND expires_at > now()', [\n      station,\n    ]);\n",
    '',
    'test/integration/ledger/leases.test.ts',
    'is over at once',
  ],
  [
    'the fleet’s console of a lost station',
    stations,
    '    await client.query(`REVOKE ${CONSOLES} FROM ${quoted(roleOf(station))}`);\n',
    '',
    'test/integration/ledger/console.test.ts',
    'ends with',
  ],
  [
    'whose ledger it is',
    'src/main/ledger/connect.ts',
    '    rejectUnauthorized: true,\n',
    '    rejectUnauthorized: false,\n',
    ofLedgers,
    'without a certificate',
  ],
  [
    'a history that contradicts what is outside',
    outside,
    'if (hash !== null && hash !== head) {',
    "if (hash !== null && head === '') {",
    ofOutside,
    'is found to be rewritten',
  ],
  [
    'entries that are missed by what is outside',
    outside,
    'if (count === seq) return;',
    'if (count >= 0) return;',
    ofOutside,
    'misses',
  ],
  [
    'a station that puts nothing outside any more',
    outside,
    '    await checkBehind(comparing, last.at(-1));\n',
    '',
    ofOutside,
    'puts nothing outside',
  ],
  [
    'the key of a checkpoint outside',
    outside,
    'return signatureProblem(taken, key) ?? claim;',
    'return claim;',
    ofOutside,
    'by another key',
  ],
];

/** Guards of sign-ins, of calls to the tenant, and of the fleet. */
export const ofTheTenant: readonly Guard[] = [...ofSignIns, ...ofFleets].map(without);

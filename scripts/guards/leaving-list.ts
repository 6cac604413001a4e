import type { Guard } from './guard.ts';
import { without, type Row } from './row.ts';

const attributes = 'src/main/telemetry/attributes.ts';
const ofAttributes = 'test/unit/telemetry/attributes.test.ts';
const attestation = 'src/main/keys/attestation.ts';
const recorded = 'test/unit/keys/recorded.test.ts';
const breakGlass = 'src/main/posture/desired/break-glass.ts';
const ofBreakGlass = 'test/unit/posture/desired/break-glass.test.ts';

/** What leaves the station, and what comes from tools and from the tenant's set-up. */
const ofWhatLeaves: readonly Row[] = [
  [
    'the list of attributes of telemetry',
    attributes,
    'const fits = kind !== undefined && holds[kind](value);',
    'const fits = kind === undefined || holds[kind](value);',
    ofAttributes,
    'not on the list',
  ],
  [
    'what an attribute may hold',
    attributes,
    'const fits = kind !== undefined && holds[kind](value);',
    'const fits = kind !== undefined;',
    ofAttributes,
    'people type',
  ],
  [
    'digits in a code of telemetry',
    attributes,
    "  value.replace(/\\D/g, '').length <= MOST_DIGITS;",
    '  true;',
    ofAttributes,
    '.',
  ],
  [
    'words alone in an address of telemetry',
    'src/main/telemetry/route.ts',
    'words.has(part) ? part : ID',
    "part === '' ? ID : part",
    ofAttributes,
    '.',
  ],
  [
    'the most that waits for a collector',
    'src/main/telemetry/queue.ts',
    'if (waiting.length < most) waiting.push(one);\n      else dropped(1);',
    'waiting.push(one);',
    'test/unit/telemetry/queue.test.ts',
    'no more than it may',
  ],
  [
    'what a key was asked for',
    attestation,
    "hash !== sha256(clientDataOf(ask)).toString('base64') || ",
    '',
    recorded,
    '.',
  ],
  ['for whom a key was made', attestation, 'rpId !== ask.rp.id || ', '', recorded, '.'],
  [
    'whether a key has verified anybody',
    attestation,
    '  (data.readUInt8(flagsAt) & wanted) === wanted &&\n',
    '',
    recorded,
    '.',
  ],
  [
    'the model of a key that was made',
    'src/main/policy/ways/made-key.ts',
    "return lets ? null : closed('model-not-allowed');",
    'return null;',
    'test/unit/policy/made-key.test.ts',
    '.',
  ],
  [
    'emergency accounts that are enabled',
    breakGlass,
    'account.enabled === true ? []',
    'account.id !== "" ? []',
    ofBreakGlass,
    '.',
  ],
  [
    'emergency accounts that are there',
    breakGlass,
    'if (account === null) return [`emergency account ${id} does not exist`];',
    'if (account === null) return [];',
    ofBreakGlass,
    '.',
  ],
  ['emergency accounts that are left out', breakGlass, '    ...left,\n', '', ofBreakGlass, '.'],
  [
    'at least one emergency account',
    breakGlass,
    "emergencyIds.length === 0 ? ['no emergency account is configured'] : []",
    '[] as string[]',
    ofBreakGlass,
    'without any',
  ],
  [
    'a card’s last try',
    'src/main/badge/pcsc/conversation.ts',
    'left === 1 || ',
    '',
    'test/integration/badge/cards.test.ts',
    'keeps the last one',
  ],
  [
    'the parity of a card',
    'src/main/badge/formats/number.ts',
    "isParityRight(raw, layout) ? cardNumberIn(raw, layout) : { code: 'badge.parity-wrong' }",
    'cardNumberIn(raw, layout)',
    'test/unit/badge/formats.test.ts',
    'by its parity',
  ],
  [
    'the site of a card',
    'src/main/badge/formats/number.ts',
    "facilityCodes.includes(read.facility) ? read : { code: 'badge.other-site' }",
    'read',
    'test/unit/badge/formats.test.ts',
    'facility code',
  ],
  [
    'the key that ends a read',
    'src/main/badge/wedge.ts',
    "burst.end() ? 'swallow' : 'pass'",
    "burst.end() ? 'pass' : 'pass'",
    'test/unit/badge/wedge.test.ts',
    'leaves nothing in an open text field',
  ],
  [
    'the first keys of a read',
    'src/main/badge/wedge.ts',
    '[...held.drop(), key.code]',
    '[key.code]',
    'test/unit/badge/wedge.test.ts',
    'leaves nothing in an open text field',
  ],
];

const places = 'test/integration/checkpoints/places.test.ts';
const identity = 'test/integration/identity/sign-in.test.ts';
const packs = 'test/unit/evidence/pack.test.ts';
const prerm = 'assets/linux/debian/prerm';
const removal = 'test/integration/scripts/prerm.test.ts';

/** What is kept elsewhere, who proves what, and the program while somebody is enrolled. */
const ofTheRest: readonly Row[] = [
  [
    'a store that writes nothing over',
    'src/main/checkpoints/s3.ts',
    "IfNoneMatch: '*', ",
    '',
    places,
    'not to write over anything',
  ],
  [
    'the lock of a store',
    'src/main/checkpoints/s3.ts',
    "...what, IfNoneMatch: '*', ...locked() }",
    "...what, IfNoneMatch: '*' }",
    places,
    'the lock that the site wants',
  ],
  [
    'a share that is not mounted',
    'src/main/checkpoints/folder.ts',
    "    throw new PlaceError('place.away', error);\n  });\n  const file",
    '    void error;\n  });\n  const file',
    places,
    'is not mounted',
  ],
  [
    'a copy that writes nothing over',
    'src/main/checkpoints/folder.ts',
    'return (await nameIt(whole, file)) ?',
    'return (await copyFile(whole, file).then(() => true)) ?',
    places,
    'keeps what is there',
  ],
  [
    'a sign-in anew for the test',
    'src/main/identity/msal.ts',
    "      prompt: 'login',\n      loginHint",
    '      loginHint',
    identity,
    'anew and drops the tokens',
  ],
  [
    'the context that the token of the test must name',
    'src/main/identity/msal.ts',
    "    if (context !== null && !who.contexts.includes(context)) throw new IdentityError('retest.not-proven');\n",
    '',
    identity,
    'does not say that the context was met',
  ],
  [
    'the signature of a pack',
    'src/verifier/pack/manifest.ts',
    "  if (what !== null) return { of: 'signature', what };\n",
    '',
    packs,
    'signature by another key',
  ],
  [
    'the bytes that a pack was signed for',
    'src/verifier/pack/manifest.ts',
    'return canonicalOf(taken.payload) === canonicalOf(says)',
    'return canonicalOf(says) !== null',
    packs,
    'than was signed for',
  ],
  [
    'whose key a pack is signed by',
    'src/verifier/pack/verify.ts',
    'keys.length > 0 && !keys.some(({ kid }) => kid === key.kid)',
    'keys.length > 99',
    packs,
    'foreign key',
  ],
  [
    'a key of a pack that nobody vouches for',
    'src/verifier/pack/verify.ts',
    '} else if (named?.has(key.kid) !== true) {',
    '} else if (named?.size === 0) {',
    packs,
    'vouches for',
  ],
  [
    'the package that waits for an enrollment',
    prerm,
    '    while is_busy; do',
    '    while false; do',
    removal,
    'gives up when',
  ],
  [
    'the word of the package that it waits',
    prerm,
    '(set -C && echo $$ >"$waits") || true',
    'true',
    removal,
    'nobody new begins',
  ],
];

/** Guards of what leaves the station, and of what comes from keys, cards, tools and the package. */
export const ofWhatComesAndGoes: readonly Guard[] = [...ofWhatLeaves, ...ofTheRest].map(without);

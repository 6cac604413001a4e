import type { Guard } from './guard.ts';

const lists = 'test/unit/badge/lists.test.ts';
const cards = 'test/integration/badge/cards.test.ts';
const verifier = 'src/main/badge/piv/verifier.ts';

/** Guards of badges: who is named by one, and what a card has to prove. */
export const ofBadges: readonly Guard[] = [
  {
    name: 'the list of lost badges',
    file: 'src/main/desk/identifying.ts',
    find: "    if (lists.isLost(keysOf(read))) return { code: 'badge.on-lost-list', rule };",
    replace: '',
    tests: ['test/unit/desk/identifying.test.ts', 'on the list of lost ones'],
  },
  {
    name: 'the record of a change of a badge list before the change',
    file: 'src/main/badge/mapping/lists.ts',
    find: '        record(request, change);\n        write(before, lists);',
    replace: '        write(before, lists);\n        record(request, change);',
    tests: [lists, 'keep a request until it is done'],
  },
  {
    name: 'one entry for one change of a badge list',
    file: 'src/main/desk/list-requests.ts',
    find: "    if (journal.ofType('badge.changed').some(({ entry }) => entry.data['request'] === id)) return;",
    replace: '',
    tests: ['test/unit/desk/list-requests.test.ts', 'on record once'],
  },
  {
    name: 'the dates of a card',
    file: verifier,
    find: '    checkDates(certificate, chuid, now());',
    replace: '',
    tests: [cards, 'expired'],
  },
  {
    name: 'the use of a card’s key',
    file: 'src/main/badge/piv/use.ts',
    find: '  if (algorithm === null || isAuthority || !maySign || !isForKey(extendedKeyUsage, key)) {',
    replace: '  if (algorithm === null) {',
    tests: [cards, 'something else|may not sign'],
  },
  {
    name: 'the signature of a card',
    file: verifier,
    find: '      if (signs(challenge)) return;',
    replace: '      if (signs(challenge) || made.length > 0) return;',
    tests: [cards, 'a card that lies'],
  },
  {
    name: 'the card’s own numbers against its certificate',
    file: verifier,
    find: "  if (differ(fascN, chuid?.fascN) || differ(uuid, chuid?.uuid)) throw new CardFault('badge.numbers-differ');",
    replace: '  differ(fascN, chuid?.fascN);',
    tests: [cards, 'about its number'],
  },
];

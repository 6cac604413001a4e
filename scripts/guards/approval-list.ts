import type { Guard } from './guard.ts';

const ledger = 'test/integration/ledger/approvals.test.ts';
const asking = 'test/unit/desk/asking-elsewhere.test.ts';
const answering = 'test/unit/desk/answering.test.ts';
const approvals = 'src/main/ledger/approvals/approvals.ts';
const tables = 'src/main/ledger/migrations/0003-approvals.ts';
const desk = 'src/main/desk/asking-elsewhere.ts';

/** Whose word counts, and for what: where the answer is judged. */
const ofAnswers: readonly Guard[] = [
  {
    name: 'the signature of an answer from another desk',
    file: 'src/main/ledger/approvals/signed.ts',
    find: "  if (signatureProblem(taken, key) !== null) return { why: 'badly-signed' };\n",
    replace: '',
    tests: [ledger, 'wrote it without a station'],
  },
  {
    name: 'the key that the configuration names, over that of the ledger',
    file: approvals,
    find: "return key?.kid === kid ? key : 'not-admitted';",
    replace: "return key ?? 'not-admitted';",
    tests: [ledger, 'wrote it without a station'],
  },
  {
    name: 'the station that an answer says it is from',
    file: approvals,
    find: "  if (opened.claim.station !== station) return { why: 'of-another-station' };\n",
    replace: '',
    tests: [ledger, 'put there by another station'],
  },
  {
    name: 'the request that an answer is to',
    file: approvals,
    find: "return opened.claim.offer === offer ? opened : { why: 'to-another-offer' };",
    replace: 'return opened;',
    tests: [ledger, 'put there by another station'],
  },
  {
    name: 'the station that a request of another desk says it is from',
    file: approvals,
    find: "if (opened === null || 'why' in opened || opened.claim.station !== row.station) return [];",
    replace: "if (opened === null || 'why' in opened) return [];",
    tests: [ledger, 'did not sign as its own'],
  },
  {
    name: 'the facts that an answer from another desk is to',
    file: desk,
    find: 'if (claim.enrollment !== view.id || claim.fingerprint !== view.approval.fingerprint)',
    replace: 'if (claim.enrollment !== view.id)',
    tests: [asking, 'is not taken, once'],
  },
  {
    name: 'the time of the sign-in for an answer from another desk',
    file: desk,
    find: 'if (claim.signedInAt < offeredAt - skewMs || claim.signedInAt > clock.now() + skewMs)',
    replace: 'if (claim.signedInAt > clock.now() + skewMs)',
    tests: [asking, 'is not taken, once'],
  },
  {
    name: 'the person whom the tenant names for an approver elsewhere',
    file: desk,
    find: 'if (approver.id !== claim.approver) {',
    replace: "if (approver.id === '') {",
    tests: [asking, 'names another person'],
  },
  {
    name: 'the account of an approver elsewhere, which has to be enabled',
    file: 'src/main/directory/graph/operator.ts',
    find: 'who.accountEnabled === true',
    replace: "who.id !== ''",
    tests: ['test/unit/directory/operator.test.ts', 'not known to be enabled'],
  },
];

/** What the desk at which somebody answers sees to. */
const ofAnswering: readonly Guard[] = [
  {
    name: 'who may not look at a request of another desk',
    file: 'src/main/desk/answering-look.ts',
    find: 'if (reasons.length > 0) return',
    replace: 'if (reasons.length > 9) return',
    tests: [answering, 'is turned away'],
  },
  {
    name: 'the record of an answer before it leaves',
    file: 'src/main/desk/answering-answer.ts',
    find: 'ports.journal.append(',
    replace: 'Array.of<unknown>(',
    tests: [answering, 'before it leaves'],
  },
  {
    name: 'nobody enrolled while requests of other desks are open',
    file: 'src/main/desk/desk.ts',
    find: 'if (store.get().console !== null || store.get().answering !== null) return;',
    replace: 'if (store.get().console !== null) return;',
    tests: [answering, 'enroll nobody'],
  },
];

/** What the ledger itself holds. */
const ofTheTables: readonly Guard[] = [
  {
    name: 'the sites whose requests a station may read',
    file: tables,
    find: "USING (${isOpen('approval_offers')} AND ${FOR_ME})`,",
    replace: "USING (${isOpen('approval_offers')})`,",
    tests: [ledger, 'is read where its site'],
  },
  {
    name: 'the end of a request by the ledger’s clock',
    file: tables,
    find: 'const isOpen = (alias: string): string => `${alias}.closed_at IS NULL AND ${alias}.expires_at > now()`;',
    replace: 'const isOpen = (alias: string): string => `${alias}.closed_at IS NULL`;',
    tests: [ledger, 'by the ledger’s clock'],
  },
  {
    name: 'nobody answers their own desk by the ledger',
    file: tables,
    find: ' AND o.station <> approval_answers.station',
    replace: '',
    tests: [ledger, 'nor from the desk that asked'],
  },
  {
    name: 'the consoles that see the fleet',
    file: 'src/main/ledger/migrations/0006-console.ts',
    find: '`GRANT SELECT ON ${name} TO ${CONSOLES}`,',
    replace: '`GRANT SELECT ON ${name} TO tapdesk_ledger_stations`,',
    tests: ['test/integration/ledger/console.test.ts', 'that was allowed it'],
  },
];

/** Guards of approvals at another desk, and of the console over the fleet. */
export const ofApprovals: readonly Guard[] = [...ofAnswers, ...ofAnswering, ...ofTheTables];

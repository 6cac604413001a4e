import type { Guard } from './guard.ts';
import { without, type Row } from './row.ts';

const approving = 'src/main/desk/approving.ts';
const keyboard = 'src/main/desk/keyboard.ts';
const cardPin = 'src/main/desk/card-pin.ts';
const provisioning = 'src/main/desk/provisioning.ts';
const password = 'src/main/desk/password.ts';
const onApproving = 'test/unit/desk/approving.test.ts';
const onCardPin = 'test/unit/desk/card-pin.test.ts';
const onKeyboard = 'test/unit/desk/keyboard.test.ts';
const onPassword = 'test/unit/desk/password.test.ts';
const onProvisioning = 'test/unit/desk/provisioning.test.ts';

/**
 * Others who have the screen for a while. That nobody consents twice, or for themselves, stands twice: in the engine and as
 * a rule of the policy, whose tests miss it.
 */
const ofOthers: readonly Row[] = [
  [
    'the person of an approver’s session',
    approving,
    "      if (approver.id !== session.account.id) throw new Error('the session is of somebody else');\n",
    '',
    onApproving,
    'names another person',
  ],
  [
    'the end of an approver’s session',
    approving,
    '      await session.signOut();\n',
    '',
    onApproving,
    'ends their session',
  ],
  [
    'the end of an approver’s window',
    approving,
    '      cancel();\n      await guests.close();',
    '      cancel();',
    onApproving,
    'leaves no window behind',
  ],
  [
    'a yes from who has the screen',
    approving,
    "give: ({ fingerprint }) =>\n      facing('approver') ?",
    "give: ({ fingerprint }) =>\n      facing('approver') || true ?",
    onApproving,
    'from the second person alone',
  ],
  [
    'a no from who has the screen',
    approving,
    "refuse: ({ reason, remark }) =>\n      facing('approver') ?",
    "refuse: ({ reason, remark }) =>\n      facing('approver') || true ?",
    onApproving,
    'from the second person alone',
  ],
  [
    'a sign-in of an approver at the operator’s screen',
    approving,
    "view().at === 'approval' && facing('approver');",
    "view().at === 'approval';",
    onApproving,
    'is not offered',
  ],
  [
    'keys for pages of the tenant alone',
    keyboard,
    '[settings.signInHost, ...ownPages]',
    "[settings.signInHost, ...ownPages, 'elsewhere.example']",
    onKeyboard,
    'go to the page where',
  ],
  [
    'no keys while the keyboard is not shown',
    keyboard,
    "guest === null || now() !== 'shown'",
    'guest === null',
    onKeyboard,
    'go nowhere while',
  ],
  [
    'no keyboard over the code',
    keyboard,
    " || wantsCode(screen)) return 'none';",
    ") return 'none';",
    onKeyboard,
    '.',
  ],
  [
    'a card’s PIN over a waiting desk alone',
    cardPin,
    'signal.aborted || !mayAsk(store.get())',
    'signal.aborted',
    onCardPin,
    '.',
  ],
  [
    'a card’s PIN that nobody asked for',
    cardPin,
    "if (store.get().cardPin === null) return failed(problemOf('command.not-now'));",
    '',
    onCardPin,
    'nobody asked for',
  ],
  [
    'a card’s PIN when its card has gone',
    cardPin,
    "signal.addEventListener('abort', end, { once: true });",
    '',
    onCardPin,
    '.',
  ],
  [
    'a key’s PIN on the person’s own screen',
    provisioning,
    'if (store.get().keyPin !== null && !isFacing()) answer(null);',
    '',
    onProvisioning,
    'goes back to the operator',
  ],
  [
    'a key’s PIN from who was asked',
    provisioning,
    "if (store.get().keyPin === null || !isFacing()) return failed(problemOf('command.not-now'));",
    '',
    onProvisioning,
    'was not asked',
  ],
  [
    'the model of a key',
    provisioning,
    "if (!isAllowed(enrollment, result.made)) return 'key.not-allowed';",
    '',
    onProvisioning,
    'policy does not take',
  ],
  [
    'a new password at its own place',
    password,
    "view?.at !== 'password' || facing",
    'view === undefined || facing',
    onPassword,
    'at another place',
  ],
  [
    'a new password by the person alone',
    password,
    " || facing !== 'enrollee'",
    '',
    onPassword,
    'cannot say it',
  ],
  [
    'a badge on its reader',
    'src/main/desk/card-presence.ts',
    "if (event.kind === 'removed') lying.delete(event.reader);\n      else ",
    '',
    'test/unit/desk/card.test.ts',
    '.',
  ],
  [
    'another card on the reader',
    'src/main/enrollment/card.ts',
    "  if (news === 'swapped' && phase !== 'after') return 'badge.swapped';\n",
    '',
    'test/unit/enrollment/card.test.ts',
    '.',
  ],
  [
    'a card that has to stay',
    'src/main/enrollment/card.ts',
    "return news === 'swapped' ? 'badge.swapped' : 'badge.removed';",
    'return null;',
    'test/unit/enrollment/card.test.ts',
    '.',
  ],
  [
    'an answer to the question that is asked',
    'src/main/enrollment/proving.ts',
    'question === null || stepIdOf(question.step) !== answer.step',
    'question === null',
    'test/unit/enrollment/proving.test.ts',
    'takes no answer',
  ],
  [
    'what a yes has to bring',
    'src/main/enrollment/proving.ts',
    "return answer.outcome !== 'passed' || evidenceFits(question.step, answer);",
    'return true;',
    'test/unit/enrollment/proving.test.ts',
    'takes no answer',
  ],
  [
    'nothing beside what is asked',
    'src/main/enrollment/proving.ts',
    '  if (!isToThePoint(question.step, answer)) return false;\n',
    '',
    'test/unit/enrollment/proving.test.ts',
    'takes no answer',
  ],
  [
    'a failed step of the script',
    'src/main/enrollment/proving.ts',
    'return refused || questionOf(context) === null;',
    'return questionOf(context) === null;',
    'test/unit/enrollment/proving.test.ts',
    'ends in a refusal at once',
  ],
  [
    'what was seen before it is done',
    'src/main/enrollment/approval.ts',
    'const same = seen !== null && now !== null && fingerprintOf(seen) === fingerprintOf(now);',
    'const same = true;',
    'test/unit/enrollment/approval.test.ts',
    'when the facts changed',
  ],
  [
    'a consent weighed on fresh facts',
    'src/main/enrollment/approval.ts',
    "if (bare !== 'approve') return bare === 'allow' ? 'admit' : 'refuse';",
    "if (bare !== 'approve') return 'admit';",
    'test/unit/enrollment/approval.test.ts',
    'now refuses',
  ],
];

/** Guards of what others than the operator do at the desk. */
export const ofOthersAtTheDesk: readonly Guard[] = ofOthers.map(without);

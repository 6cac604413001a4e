import type { AskPin } from '../port.ts';
import { CardFault } from '../piv/card-fault.ts';
import type { PivChallenge, PivVerifier, Proven } from '../piv/verifier.ts';
import type { CardMessage } from './host.ts';
import type { PivContent, ToCards } from './messages.ts';

/** How often a person may try a PIN while the card lies there. */
const mostPins = 3;

export type CardAnswer = Extract<CardMessage, { readonly type: 'proof' | 'pin-refused' | 'unproven' }>;

/** One card on one reader, from its coming to its going. */
export interface Conversation {
  readonly session: number;
  readonly reader: string;
  /** Aborted when the card has gone. */
  readonly signal: AbortSignal;
  /** Sends a message about this card and waits for the answer. @throws CardFault when the card goes away */
  readonly ask: (message: Extract<ToCards, { readonly type: 'prove' }>) => Promise<CardAnswer>;
}

export interface ConversationOptions {
  readonly verifier: PivVerifier;
  readonly askPin: AskPin;
}

interface Tries {
  left: number | null;
  made: number;
}

const pinForm = /^[0-9]{6,8}$/;

/** A card that has one try left keeps it: nobody's card is blocked at this desk. */
const mayTry = ({ left, made }: Tries): void => {
  if (left === 0) throw new CardFault('badge.pin-blocked');
  if (left === 1 || made === mostPins || (left === null && made > 0)) throw new CardFault('badge.pin-wrong');
};

const askForPin = async (
  { reader, signal }: Conversation,
  askPin: AskPin,
  { left, made }: Tries,
): Promise<string | null> => {
  const pin = await askPin({ reader, triesLeft: left, wasWrong: made > 0 }, signal);
  if (signal.aborted) throw new CardFault('badge.taken-away');
  if (pin === null) throw new CardFault('badge.pin-missing');
  // What can be no PIN costs the card no try.
  return pinForm.test(pin) ? pin : null;
};

const signatureIn = (answer: CardAnswer): Uint8Array => {
  if (answer.type === 'proof') return Buffer.from(answer.signature, 'base64');
  throw new CardFault(answer.type === 'unproven' ? answer.code : 'badge.pin-wrong');
};

const proveWithPin = async (
  conversation: Conversation,
  { askPin }: ConversationOptions,
  start: { readonly challenge: PivChallenge; readonly triesLeft: number | null },
): Promise<Uint8Array> => {
  const tries: Tries = { left: start.triesLeft, made: 0 };
  for (;;) {
    mayTry(tries);
    const pin = await askForPin(conversation, askPin, tries);
    tries.made += 1;
    if (pin === null) continue;
    const answer = await conversation.ask(messageOf(conversation, start.challenge, pin));
    if (answer.type !== 'pin-refused') return signatureIn(answer);
    tries.left = answer.triesLeft;
  }
};

const messageOf = (
  { session }: Conversation,
  { key, algorithm, block }: PivChallenge,
  pin: string | null,
): Extract<ToCards, { readonly type: 'prove' }> => ({
  type: 'prove',
  session,
  key,
  algorithm,
  block: Buffer.from(block).toString('base64'),
  pin,
});

/**
 * Has a PIV card prove itself: first everything that is to be known without the card, then the PIN where the site
 * asks for it, then the signature.
 *
 * @throws CardFault
 */
export const provePiv = async (
  conversation: Conversation,
  content: PivContent,
  options: ConversationOptions,
): Promise<Proven> => {
  const challenge = await options.verifier.challenge(content);
  const signature =
    challenge.key === '9A'
      ? await proveWithPin(conversation, options, { challenge, triesLeft: content.pinTries })
      : signatureIn(await conversation.ask(messageOf(conversation, challenge, null)));
  return challenge.accept(signature);
};

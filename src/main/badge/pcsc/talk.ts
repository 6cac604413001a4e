import { CardFault } from '../piv/card-fault.ts';
import type { Transmit } from './apdu.ts';
import { cardFaultCode, type CardFaultCode } from './messages.ts';
import { ServiceError, type CardLink, type CardService } from './service.ts';
import { TookTooLong, within, type After } from './time-limit.ts';

/** One command: RSA on a slow card takes about a second. */
const commandMs = 4_000;
/** Everything that is done in one go. */
const talkMs = 10_000;
/** How long a reader takes to notice that a card has gone, or was changed for another, after it stopped to answer. */
const noticeMs = 200;
const mostTimes = 4;
const farewellMs = 100;

export interface Talks {
  readonly service: CardService;
  readonly after: After;
  /** A call to the reader does not come back: this process is of no use any more. */
  readonly giveUp: () => void;
}

/** What a talk came to. */
export type Told<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: CardFaultCode };

const codeOf = (error: unknown): CardFaultCode => {
  if (error instanceof ServiceError)
    return error.reason === 'away' ? 'badge.taken-away' : 'badge.reader-failed';
  if (error instanceof TookTooLong) return 'badge.reader-failed';
  if (!(error instanceof CardFault)) throw error;
  const code = cardFaultCode.safeParse(error.code);
  return code.success ? code.data : 'badge.malformed';
};

const pause = (ms: number, after: After): Promise<void> =>
  new Promise((resolve) => {
    after(ms, resolve);
  });

const talkOnce = async <T>(
  { service, after }: Talks,
  reader: string,
  work: (transmit: Transmit, link: CardLink) => Promise<T>,
): Promise<T> => {
  const link = await within(commandMs, after, service.open(reader));
  const transmit: Transmit = (apdu) => within(commandMs, after, link.transmit(apdu));
  let hangs = false;
  try {
    return await within(talkMs, after, work(transmit, link));
  } catch (error) {
    hangs = error instanceof TookTooLong;
    throw error;
  } finally {
    // What hangs cannot be closed either. A second closing does nothing.
    if (!hangs) await link.close('leave');
  }
};

/** What looks like half an answer may be that of a card on its way. */
const halves: ReadonlySet<string> = new Set(['badge.cut-short', 'badge.malformed', 'badge.wrong-answer']);

interface Tried<T> {
  readonly told: Told<T>;
  /** `again`: the reader lost the card. `wait`: it may be about to tell that the card has gone. */
  readonly next: 'again' | 'wait' | 'end';
}

const nextAfter = (error: unknown): Tried<unknown>['next'] => {
  if (error instanceof ServiceError) return error.reason === 'failed' ? 'again' : 'end';
  return error instanceof CardFault && halves.has(error.code) ? 'wait' : 'end';
};

/**
 * Opens the card on a reader, does something with it, and lets it go. When the reader loses the card it is tried
 * again, unless the work is not `repeatable`: the reader may not have noticed yet that the card was changed for
 * another.
 *
 * @param card.isThere whether that card is still known to be there
 */
export const talk = async <T>(
  talks: Talks,
  card: { readonly reader: string; readonly isThere: () => boolean; readonly repeatable: boolean },
  work: (transmit: Transmit, link: CardLink) => Promise<T>,
): Promise<Told<T>> => {
  const { reader, isThere, repeatable } = card;
  const attempt = async (): Promise<Tried<T>> => {
    try {
      return { told: { ok: true, value: await talkOnce(talks, reader, work) }, next: 'end' };
    } catch (error) {
      // After what has to be said of it is on its way.
      if (error instanceof TookTooLong) talks.after(farewellMs, talks.giveUp);
      return { told: { ok: false, code: codeOf(error) }, next: nextAfter(error) };
    }
  };
  let tried = await attempt();
  for (let time = 1; time < mostTimes && tried.next !== 'end' && isThere(); time += 1) {
    await pause(noticeMs, talks.after);
    if (repeatable && tried.next === 'again' && isThere()) tried = await attempt();
  }
  return tried.told.ok || isThere() ? tried.told : { ok: false, code: 'badge.taken-away' };
};

import { CardFault } from '../piv/card-fault.ts';

/** Sends one command to the card and gives its answer, status at its end. */
export type Transmit = (apdu: Uint8Array) => Promise<Uint8Array>;

export interface Command {
  readonly cla?: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
}

export interface Answer {
  /** SW1 and SW2 (ISO/IEC 7816-4, 5.6). */
  readonly status: number;
  readonly data: Uint8Array;
}

/** No object of a card that is read here is longer. */
const mostAnswerBytes = 10_240;
const mostCommandBytes = 255;
const CHAINED = 0x10;
export const fine = 0x9000;

const split = (data: Uint8Array): readonly Uint8Array[] => {
  const parts: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < data.length; at += mostCommandBytes) {
    parts.push(data.subarray(at, at + mostCommandBytes));
  }
  return parts;
};

const encode = ({ cla = 0, ins, p1, p2, data = new Uint8Array() }: Command): readonly Uint8Array[] => {
  const parts = split(data);
  return parts.map((part, index) => {
    const last = index === parts.length - 1;
    const lc = part.length === 0 ? [] : [part.length, ...part];
    return Uint8Array.from([last ? cla : cla | CHAINED, ins, p1, p2, ...lc, ...(last ? [0] : [])]);
  });
};

const answerIn = (bytes: Uint8Array): Answer => {
  const [high, low] = bytes.subarray(-2);
  if (high === undefined || low === undefined) throw new CardFault('badge.cut-short');
  return { status: high * 0x100 + low, data: bytes.subarray(0, -2) };
};

/** How many more bytes the card has, 0 meaning at least 256; null when it has said everything. */
const moreOf = ({ status }: Answer): number | null => (status >> 8 === 0x61 ? status & 0xff : null);

/** A card that wants to be asked for exactly so many bytes is asked again. */
const withWantedLength = async (transmit: Transmit, apdu: Uint8Array): Promise<Answer> => {
  const answer = answerIn(await transmit(apdu));
  if (answer.status >> 8 !== 0x6c) return answer;
  return answerIn(await transmit(Uint8Array.from([...apdu.subarray(0, -1), answer.status & 0xff])));
};

const collect = async (transmit: Transmit, first: Answer): Promise<Answer> => {
  const parts = [first.data];
  let last = first;
  let total = first.data.length;
  for (let more = moreOf(last); more !== null; more = moreOf(last)) {
    last = answerIn(await transmit(Uint8Array.from([0, 0xc0, 0, 0, more])));
    total += last.data.length;
    // A card that announces more for ever and sends nothing would never come to an end.
    if (last.data.length === 0 && moreOf(last) !== null) throw new CardFault('badge.malformed');
    if (total > mostAnswerBytes) throw new CardFault('badge.oversized');
    parts.push(last.data);
  }
  return { status: last.status, data: Buffer.concat(parts) };
};

/**
 * Sends a command, in chained parts where it is long, and collects the whole answer with GET RESPONSE (ISO/IEC
 * 7816-4, 5.3.3 and 5.3.4).
 *
 * @throws CardFault `badge.cut-short`, `badge.oversized`, `badge.malformed`; and what `transmit` throws
 */
export const exchange = async (transmit: Transmit, command: Command): Promise<Answer> => {
  const apdus = encode(command);
  for (const apdu of apdus.slice(0, -1)) {
    const { status, data } = answerIn(await transmit(apdu));
    if (status !== fine) return { status, data };
  }
  const last = apdus.at(-1) ?? new Uint8Array();
  const first = await withWantedLength(transmit, last);
  if (first.data.length > mostAnswerBytes) throw new CardFault('badge.oversized');
  return collect(transmit, first);
};

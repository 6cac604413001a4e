import net from 'node:net';

/**
 * A card that a real pcscd finds on its virtual reader (vpcd of the vsmartcard project): a TCP client, whose messages
 * are a two-byte length and a payload. One byte alone is a command to the reader's slot, anything else an APDU.
 */

/** Answers one APDU with data and status word. Null: no answer, ever. */
export type CardProgram = (apdu: Uint8Array) => Uint8Array | null | Promise<Uint8Array | null>;

export interface VirtualCard {
  /** Takes the card off the reader. */
  readonly remove: () => Promise<void>;
  /** APDUs that the card has been sent, as hexadecimal without data. */
  readonly commands: readonly string[];
}

const POWER_OFF = 0;
const POWER_ON = 1;
const RESET = 2;
const GET_ATR = 4;

/** Direct convention, T=1: as contactless readers make it up for a card (PC/SC part 3, 3.1.3.2.3). */
const defaultAtr = Buffer.from('3b8980010073c8400000900082', 'hex');

const framed = (payload: Uint8Array): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(payload.length);
  return Buffer.concat([length, payload]);
};

/** Calls back for each whole message, one after the other. */
const readFrames = (socket: net.Socket, take: (payload: Buffer) => Promise<void>): void => {
  let waiting = Buffer.alloc(0);
  let last = Promise.resolve();
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE()) {
      const length = waiting.readUInt16BE();
      const payload = Buffer.from(waiting.subarray(2, 2 + length));
      waiting = waiting.subarray(2 + length);
      last = last.then(() => take(payload));
    }
  });
};

const connect = (port: number): Promise<net.Socket> =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });

/** Puts a card on the virtual reader at that port. `powered` is called when the reader switches it on or resets it. */
export const insertCard = async (
  port: number,
  program: CardProgram,
  {
    atr = defaultAtr,
    powered = () => undefined,
  }: { readonly atr?: Uint8Array; readonly powered?: () => void } = {},
): Promise<VirtualCard> => {
  const socket = await connect(port);
  socket.on('error', () => undefined);
  const commands: string[] = [];
  readFrames(socket, async (payload) => {
    const [control] = payload;
    if (payload.length > 1) {
      commands.push(payload.subarray(0, 4).toString('hex'));
      const answer = await program(payload);
      if (answer !== null && !socket.destroyed) socket.write(framed(answer));
    } else if (control === GET_ATR) socket.write(framed(atr));
    else if (control === POWER_ON || control === RESET || control === POWER_OFF) powered();
  });
  return {
    commands,
    remove: () =>
      new Promise((resolve) => {
        if (socket.closed) resolve();
        else socket.once('close', () => resolve());
        socket.destroy();
      }),
  };
};

import type * as pcscMini from 'pcsc-mini';
import type { Card, Client, Reader, ReaderStatusFlags } from 'pcsc-mini';
import { ServiceError, type CardLink, type CardService, type ReaderCondition } from './service.ts';

/** The library itself, as an import gives it. */
type Library = typeof pcscMini;

/** The library's names for a card or a reader that has gone (SCARD_W_REMOVED_CARD and its like). */
const away: ReadonlySet<string> = new Set([
  'RemovedCard',
  'NoSmartCard',
  'ResetCard',
  'UnpoweredCard',
  'UnknownReader',
  'ReaderUnavailable',
  'NoReadersAvailable',
]);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const serviceError = (error: unknown): ServiceError =>
  new ServiceError(away.has(codeOf(error)) ? 'away' : 'failed', { cause: error });

const calling = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw serviceError(error);
  }
};

const conditionOf = ({ ReaderStatus }: Library, status: ReaderStatusFlags): ReaderCondition => {
  if (!status.has(ReaderStatus.PRESENT)) return 'empty';
  return status.has(ReaderStatus.MUTE) ? 'mute' : 'card';
};

/** A card that has gone has nothing left to be let go of; the library says so by a throw or a rejection. */
const letGo = async (call: () => Promise<void>): Promise<void> => {
  try {
    await call();
  } catch (error) {
    if (codeOf(error) === '') throw error;
  }
};

const linkOf = async (library: Library, card: Card): Promise<CardLink> => {
  const { CardDisposition } = library;
  const transaction = await card.transaction();
  return {
    transmit: (apdu) => calling(() => card.transmit(apdu)),
    close: async (how) => {
      const then = how === 'reset' ? CardDisposition.RESET : CardDisposition.LEAVE;
      await letGo(() => transaction.end(CardDisposition.LEAVE));
      await letGo(() => card.disconnect(then));
    },
  };
};

/**
 * The card service by pcsc-mini. A client of the library never finds a service again that has ended, so each `watch`
 * makes a new one.
 *
 * @param load loads the library and its native part; where that throws there is no service to be had
 * @returns null where the program cannot speak to any service
 */
export const loadPcscMini = async (load: () => Promise<Library>): Promise<CardService | null> => {
  let library: Library;
  try {
    library = await load();
  } catch {
    return null;
  }
  let client: Client | null = null;
  const stop = (mine: Client): void => {
    if (client === mine) client = null;
    mine.removeAllListeners();
    // A service that has ended cannot be told to stop.
    try {
      mine.stop();
    } catch (error) {
      if (codeOf(error) === '') throw error;
    }
  };
  return {
    watch: (listener) => {
      const mine = new library.Client();
      mine.on('reader', (reader: Reader) => {
        reader.on('change', (status, atr) => {
          listener.reader(reader.name(), conditionOf(library, status), Buffer.from(atr).toString('hex'));
        });
        reader.on('disconnect', () => listener.reader(reader.name(), 'gone', ''));
      });
      mine.on('error', () => {
        stop(mine);
        listener.lost();
      });
      mine.start();
      client = mine;
      return () => stop(mine);
    },
    open: (name) =>
      calling(async () => {
        const reader = client?.reader(name);
        if (reader === undefined) throw new ServiceError('away');
        return linkOf(library, await reader.connect(library.CardMode.SHARED));
      }),
  };
};

import type { CardConfig } from './card-config.ts';
import type { AskPin } from './port.ts';
import { createCardReader, type CardReader, type CardReaderOptions } from './pcsc/card-reader.ts';
import type { ReadPlan } from './pcsc/messages.ts';
import { readTrust } from './piv/files.ts';
import type { Trust } from './piv/path.ts';
import type { PivVerifier } from './piv/verifier.ts';

export interface OpenCardReaderOptions extends Pick<CardReaderOptions, 'start' | 'clock' | 'log'> {
  readonly config: CardConfig;
  readonly askPin: AskPin;
  /** Fetches what issuers of cards publish: lists and answers about revocation. */
  readonly fetch: typeof fetch;
  readonly random: (bytes: number) => Uint8Array;
}

/** The way in which cards are read; null where none are. */
export const readPlanOf = ({ technologies, piv, readers }: CardConfig): ReadPlan | null => {
  const ways = technologies.filter((one) => one === 'uid' || one === 'piv');
  return ways.length === 0 ? null : { technologies: ways, key: piv.pin ? '9A' : '9E', readers };
};

/**
 * Reads whom the site trusts to issue cards.
 *
 * @returns null where no cards are read that sign
 * @throws TrustFileError
 */
export const trustOf = ({ technologies, piv }: CardConfig): Trust | null =>
  technologies.includes('piv') ? readTrust(piv) : null;

/** The verifier is a large part of the program that most sites do not use: it is read when it is needed. */
const openVerifier = async (options: OpenCardReaderOptions, trust: Trust): Promise<PivVerifier> => {
  const { openPivVerifier } = await import('./piv/open-verifier.ts');
  const { config, clock, fetch: send, random } = options;
  const key = config.piv.pin ? '9A' : '9E';
  return openPivVerifier({
    key,
    trust,
    revocation: config.piv.revocation,
    fetch: send,
    now: clock.now,
    random,
  });
};

/**
 * Opens the readers with a cable, as the site uses them.
 *
 * @returns null where it uses none: then nothing is started
 * @throws TrustFileError
 */
export const openCardReader = (options: OpenCardReaderOptions): CardReader | null => {
  const plan = readPlanOf(options.config);
  if (plan === null) return null;
  const trust = trustOf(options.config);
  const opened = trust === null ? null : openVerifier(options, trust);
  const verifier: PivVerifier | null =
    opened === null ? null : { challenge: async (statement) => (await opened).challenge(statement) };
  return createCardReader({ ...options, plan, verifier });
};

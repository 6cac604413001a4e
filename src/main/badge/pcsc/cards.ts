import { CardFault } from '../piv/card-fault.ts';
import type { CardLink, CardService, ReaderCondition } from './service.ts';
import type { FromCards, ReadPlan, ToCards } from './messages.ts';
import { givePin, selectPiv, sign, type PinAnswer } from './piv-card.ts';
import { readCard } from './read-card.ts';
import { talk, type Talks } from './talk.ts';
import type { After } from './time-limit.ts';
import type { Transmit } from './apdu.ts';

/** How often a service that is not there is looked for. */
const retryMs = 300;

export interface CardsOptions {
  /** Null where the program cannot speak to any service. */
  readonly loadService: () => Promise<CardService | null>;
  readonly post: (message: FromCards) => void;
  readonly after: After;
  /** Ends this process, because a call to a reader does not come back. */
  readonly giveUp: () => void;
}

/** The part of the program that talks to readers and cards. It decides nothing about a card. */
export interface Cards {
  readonly take: (message: ToCards) => void;
  readonly stop: () => void;
}

interface Known {
  readonly name: string;
  condition: ReaderCondition;
  atr: string;
  session: number | null;
}

type Prove = Extract<ToCards, { readonly type: 'prove' }>;

const stateOf = ({ condition }: Known): 'ready' | 'card' | 'gone' => {
  if (condition === 'gone') return 'gone';
  return condition === 'empty' ? 'ready' : 'card';
};

/** The readers that the site uses, with the card that lies on each. */
const createReaders = (options: Pick<CardsOptions, 'post'>, plan: ReadPlan) => {
  const { post } = options;
  const known = new Map<string, Known>();
  let sessions = 0;
  const isUsed = (name: string): boolean =>
    plan.readers.length === 0 || plan.readers.some((part) => name.includes(part));
  const end = (reader: Known): void => {
    const { session, name } = reader;
    reader.session = null;
    if (session !== null) post({ type: 'removed', session, reader: name });
  };
  const tell = (): void => {
    const readers = [...known.values()].map((one) => ({ name: one.name, state: stateOf(one) }));
    post({ type: 'readers', readers });
  };
  return {
    isThere: (session: number): boolean => [...known.values()].some((one) => one.session === session),
    nameOf: (session: number): string | null =>
      [...known.values()].find((one) => one.session === session)?.name ?? null,
    /** @returns the session of a card that has just come, or null */
    see: (name: string, condition: ReaderCondition, atr: string): number | null => {
      if (!isUsed(name)) return null;
      const reader = known.get(name) ?? { name, condition: 'gone', atr: '', session: null };
      const before = { condition: reader.condition, atr: reader.atr };
      if (before.condition === condition && before.atr === atr) return null;
      known.set(name, reader);
      Object.assign(reader, { condition, atr });
      end(reader);
      tell();
      if (condition !== 'card' && condition !== 'mute') return null;
      sessions += 1;
      reader.session = sessions;
      return sessions;
    },
    lose: (): void => {
      for (const reader of known.values()) {
        Object.assign(reader, { condition: 'gone', atr: '' });
        end(reader);
      }
      tell();
    },
  };
};
type Readers = ReturnType<typeof createReaders>;

const proveWith = async (
  transmit: Transmit,
  link: CardLink,
  { key, algorithm, block, pin }: Prove,
): Promise<Uint8Array | Extract<PinAnswer, { readonly right: false }>> => {
  if (!(await selectPiv(transmit))) throw new CardFault('badge.wrong-answer');
  if (pin === null) return sign(transmit, { key, algorithm, block: Buffer.from(block, 'base64') });
  const answer = await givePin(transmit, pin);
  if (!answer.right) return answer;
  try {
    return await sign(transmit, { key, algorithm, block: Buffer.from(block, 'base64') });
  } finally {
    await link.close('reset');
  }
};

const createTalking = ({ post }: CardsOptions, talks: Talks, readers: Readers) => ({
  read: async (plan: ReadPlan, reader: string, session: number): Promise<void> => {
    const isThere = (): boolean => readers.isThere(session);
    const told = await talk(talks, { reader, isThere, repeatable: true }, (transmit) =>
      readCard(transmit, plan),
    );
    post(
      told.ok
        ? { type: 'card', session, reader, content: told.value }
        : { type: 'unread', session, reader, code: told.code },
    );
  },
  prove: async (message: Prove): Promise<void> => {
    const { session } = message;
    const reader = readers.nameOf(session);
    if (reader === null) {
      post({ type: 'unproven', session, code: 'badge.taken-away' });
      return;
    }
    const isThere = (): boolean => readers.isThere(session);
    const told = await talk(talks, { reader, isThere, repeatable: message.pin === null }, (transmit, link) =>
      proveWith(transmit, link, message),
    );
    if (!told.ok) post({ type: 'unproven', session, code: told.code });
    else if (told.value instanceof Uint8Array)
      post({ type: 'proof', session, signature: Buffer.from(told.value).toString('base64') });
    else post({ type: 'pin-refused', session, triesLeft: told.value.triesLeft });
  },
});

/** Finds a service again and again, as often as it ends. */
const keepWatching = (
  { post, after }: CardsOptions,
  {
    service,
    see,
    lose,
  }: { readonly service: CardService; readonly see: Readers['see']; readonly lose: () => void },
): (() => void) => {
  let stop: () => void = () => undefined;
  let cancel: () => void = () => undefined;
  let said = '';
  const say = (state: 'running' | 'not-running'): void => {
    if (said !== state) post({ type: 'service', state });
    said = state;
  };
  const look = (): void => {
    try {
      stop = service.watch({
        reader: see,
        lost: () => {
          lose();
          say('not-running');
          cancel = after(retryMs, look);
        },
      });
      say('running');
    } catch {
      say('not-running');
      cancel = after(retryMs, look);
    }
  };
  look();
  return () => {
    cancel();
    stop();
  };
};

/** Watches readers, reads each card that comes, and has it sign when it is told to. */
export const createCards = (options: CardsOptions): Cards => {
  const { loadService, post, after, giveUp } = options;
  let stopped = false;
  let stop: () => void = () => undefined;
  let prove: (message: Prove) => Promise<void> = ({ session }) => {
    post({ type: 'unproven', session, code: 'badge.taken-away' });
    return Promise.resolve();
  };
  const begin = async (plan: ReadPlan): Promise<void> => {
    const service = await loadService();
    if (service === null) post({ type: 'service', state: 'not-there' });
    if (service === null || stopped) return;
    const readers = createReaders(options, plan);
    const talking = createTalking(options, { service, after, giveUp }, readers);
    ({ prove } = talking);
    const see = (...[name, condition, atr]: Parameters<Readers['see']>): null => {
      const session = readers.see(name, condition, atr);
      if (session === null) return null;
      if (condition === 'mute') post({ type: 'unread', session, reader: name, code: 'badge.reader-failed' });
      else void talking.read(plan, name, session);
      return null;
    };
    stop = keepWatching(options, { service, see, lose: readers.lose });
  };
  return {
    take: (message) => {
      if (message.type === 'begin') stop();
      void (message.type === 'begin' ? begin(message.plan) : prove(message));
    },
    stop: () => {
      stopped = true;
      stop();
    },
  };
};

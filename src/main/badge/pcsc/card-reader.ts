import type { AskPin, BadgeEvent, BadgeRead, BadgeReader, MisreadCode, ReaderWatch } from '../port.ts';
import { CardFault } from '../piv/card-fault.ts';
import type { PivVerifier } from '../piv/verifier.ts';
import { provePiv, type CardAnswer, type Conversation } from './conversation.ts';
import { createHost, type CardMessage, type CardProcess, type Host, type HostOptions } from './host.ts';
import type { CardContent, ReadPlan } from './messages.ts';
import { createPresence } from './presence.ts';

export interface CardReaderOptions {
  /** Starts the process that speaks to readers. */
  readonly start: () => CardProcess;
  readonly plan: ReadPlan;
  /** Null where the site reads no cards that sign. */
  readonly verifier: PivVerifier | null;
  readonly askPin: AskPin;
  readonly clock: HostOptions['clock'] & { readonly now: () => number };
  readonly log: HostOptions['log'] & {
    readonly error: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  };
}

/** Readers with a cable: what they read, and what is attached. */
export interface CardReader {
  readonly reader: BadgeReader;
  readonly watch: ReaderWatch;
  readonly stop: () => void;
}

interface Open extends Conversation {
  readonly end: AbortController;
  answered: ((answer: CardAnswer) => void) | null;
}

const openConversation = (session: number, reader: string, post: Host['post']): Open => {
  const end = new AbortController();
  const open: Open = {
    session,
    reader,
    signal: end.signal,
    end,
    answered: null,
    ask: (message) =>
      new Promise((resolve, reject) => {
        const goneAway = (): void => reject(new CardFault('badge.taken-away'));
        if (end.signal.aborted) {
          goneAway();
          return;
        }
        end.signal.addEventListener('abort', goneAway, { once: true });
        open.answered = (answer) => {
          end.signal.removeEventListener('abort', goneAway);
          resolve(answer);
        };
        post(message);
      }),
  };
  return open;
};

type Read = Pick<BadgeRead, 'technology' | 'strength' | 'identifier' | 'proof'>;

const createReading =
  ({ verifier, askPin, plan }: CardReaderOptions) =>
  async (conversation: Conversation, content: CardContent): Promise<Read> => {
    if (content.kind === 'uid') {
      const identifier = { kind: 'uid', value: content.uid } as const;
      return { technology: 'uid', strength: 'identifier', identifier, proof: null };
    }
    if (verifier === null) throw new CardFault('badge.wrong-kind');
    const proven = await provePiv(conversation, content, { verifier, askPin });
    return { technology: 'piv', strength: plan.key === '9A' ? 'signed-with-pin' : 'signed', ...proven };
  };

/** Turns what is told of cards into badge events. */
const createEvents = (
  options: CardReaderOptions,
  { post, emit }: { readonly post: Host['post']; readonly emit: (event: BadgeEvent) => void },
) => {
  const { clock, log } = options;
  const presence = createPresence(clock, emit);
  const read = createReading(options);
  const open = new Map<number, Open>();
  const misread = (reader: string, code: MisreadCode): void =>
    emit({ kind: 'misread', reader, code, at: clock.now() });
  const hearCard = async (conversation: Open, content: CardContent): Promise<void> => {
    const { session, reader, signal } = conversation;
    try {
      const found = await read(conversation, content);
      if (signal.aborted) throw new CardFault('badge.taken-away');
      presence.read(session, { kind: 'read', reader, at: clock.now(), ...found });
    } catch (error) {
      if (!(error instanceof CardFault)) {
        log.error('card-not-read', { name: error instanceof Error ? error.name : 'unknown' });
      }
      misread(reader, error instanceof CardFault ? error.code : 'badge.reader-failed');
    }
  };
  return (message: CardMessage): void => {
    switch (message.type) {
      case 'card': {
        const conversation = openConversation(message.session, message.reader, post);
        open.set(message.session, conversation);
        void hearCard(conversation, message.content);
        return;
      }
      case 'unread':
        misread(message.reader, message.code);
        return;
      case 'removed':
        open.get(message.session)?.end.abort();
        open.delete(message.session);
        presence.removed(message.session, message.reader);
        return;
      case 'proof':
      case 'pin-refused':
      case 'unproven':
        open.get(message.session)?.answered?.(message);
    }
  };
};

/** Reads cards on readers with a cable, in a process of its own, and has those that can prove themselves do so. */
export const createCardReader = (options: CardReaderOptions): CardReader => {
  const listeners = new Set<(event: BadgeEvent) => void>();
  const emit = (event: BadgeEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const onCard = createEvents(options, { post: (message) => host.post(message), emit });
  const host = createHost({ ...options, onCard });
  return {
    watch: host.watch,
    stop: host.stop,
    reader: {
      listen: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
};

import { failed, ok, problemOf, type Nothing, type RequestOf, type Result } from '../../shared/index.ts';
import type { BadgeEvent, BadgeRead, MisreadCode } from '../badge/index.ts';
import { identify, type Identified } from './identifying.ts';
import { takeListRequests } from './list-requests.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { DeskState, Store } from './state.ts';

/** A badge that was held to a reader to be looked at. It is forgotten when the page is left. */
export type Trial =
  | {
      readonly read: BadgeRead;
      /** Whose it is; null before the tenant has answered, and while nobody is signed in. */
      readonly found: Identified | null;
    }
  | { readonly code: MisreadCode };

/** The page about badge readers: what is attached, what a badge says, whose it is, and in which format it is read. */
export interface ReaderPage {
  /** Whether badges are looked at here instead of beginning an enrollment. */
  readonly isOpen: () => boolean;
  readonly badge: (event: BadgeEvent) => Promise<void>;
  readonly show: () => Result<Nothing>;
  readonly close: () => Result<Nothing>;
  readonly showNumber: (request: RequestOf<'readers.number'>) => Result<Nothing>;
  readonly tryFormat: (request: RequestOf<'readers.try'>) => Result<Nothing>;
  readonly save: () => Result<Nothing>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly tenant: () => OpenTenant | null;
}

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

const mayLook = ({ phase, closed, facing }: DeskState): boolean =>
  facing === 'operator' && (phase === 'ready' || (phase === 'closed' && closed !== 'checking'));

const createBadge = ({ ports, store, tenant }: Parts) => {
  const lookUp = async (read: BadgeRead, open: OpenTenant): Promise<Identified> => {
    const context = { correlationId: ports.newId() };
    const { directory } = open;
    return identify(read, ports.badges, { directory, context, recordLists: () => takeListRequests(ports) });
  };
  return async (event: BadgeEvent): Promise<void> => {
    if (event.kind === 'removed') return;
    ports.push('sound.play', { cue: event.kind === 'read' ? 'badge-read' : 'refused' });
    if (event.kind === 'misread') {
      store.update({ trial: { code: event.code }, numberShown: false, problem: null });
      return;
    }
    store.update({ trial: { read: event, found: null }, numberShown: false, problem: null });
    const open = tenant();
    if (open === null) return;
    const isShown = (): boolean => {
      const { trial } = store.get();
      return trial !== null && 'read' in trial && trial.read === event;
    };
    try {
      const found = await lookUp(event, open);
      if (isShown()) store.update({ trial: { read: event, found } });
    } catch (error) {
      if (isShown()) store.update({ problem: problemOfError(error) });
    }
  };
};

/** Trying a format, which counts at once, and saving what was tried. */
const createFormat = (
  { ports, store }: Parts,
  mayChange: () => boolean,
): Pick<ReaderPage, 'tryFormat' | 'save'> => {
  const { readers } = ports;
  return {
    tryFormat: (format) => {
      if (!mayChange() || ports.settings.badgeFormatLocked) return notNow();
      readers.useFormat(format);
      store.update({ formatDraft: format, formatSaved: false, trial: null, problem: null });
      return ok({});
    },
    save: () => {
      const { formatDraft, operator } = store.get();
      if (!mayChange() || formatDraft === null) return notNow();
      const code = readers.saveFormat(formatDraft);
      if (code !== null) {
        const problem = problemOf(code);
        store.update({ problem });
        return failed(problem);
      }
      ports.journal.append({
        type: 'badge.format',
        enrollment: null,
        step: null,
        actor: operator?.id ?? 'station',
        subject: null,
        data: { ...formatDraft },
      });
      store.update({ format: formatDraft, formatSaved: true, problem: null });
      return ok({});
    },
  };
};

export const createReaderPage = (parts: Parts): ReaderPage => {
  const { ports, store } = parts;
  const { readers } = ports;
  const isOpen = (): boolean => store.get().page === 'readers' && mayLook(store.get());
  /** What changes the desk, or shows what a badge says, is for whoever has signed in. */
  const mayChange = (): boolean => isOpen() && store.get().phase === 'ready';
  const leave = (): void => {
    store.update({ page: null, trial: null, numberShown: false, formatDraft: null, formatSaved: false });
    readers.useFormat(store.get().format);
  };
  return {
    isOpen,
    badge: createBadge(parts),
    show: () => {
      if (!mayLook(store.get())) return notNow();
      store.update({ page: 'readers', problem: null });
      return ok({});
    },
    close: () => {
      if (store.get().page !== 'readers') return notNow();
      leave();
      return ok({});
    },
    showNumber: ({ shown }) => {
      if (!mayChange()) return notNow();
      store.update({ numberShown: shown });
      return ok({});
    },
    ...createFormat(parts, mayChange),
  };
};

import { FluentProvider } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { i18n } from 'i18next';
import type { Problem } from '../shared/index.ts';
import type { Received, SendIntent, SnapshotStore } from './bridge.ts';
import { Frame } from './components/frame.tsx';
import { DeskContext, type Aside, type Desk } from './desk-context.ts';
import type { PassHolder } from './desk/pass/holder.ts';
import { hasGuest, ScreenView } from './desk/screen.tsx';
import { useMedia } from './media.ts';
import { themeOf } from './theme.ts';

interface AppProps {
  readonly store: SnapshotStore;
  readonly send: SendIntent;
  readonly pass: PassHolder;
  readonly texts: i18n;
}

/** The page speaks the language of the screen: for screen readers, hyphenation and the fonts of the system. */
const useDocument = ({ snapshot }: Received, texts: i18n): void => {
  const { language, screen, site } = snapshot;
  const guest = hasGuest(screen);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = texts.dir(language);
    document.documentElement.dataset['guest'] = String(guest);
    document.title = `${site.name} · Tapdesk`;
  }, [language, guest, site.name, texts]);
};

type DeskProps = Omit<AppProps, 'store'> & { readonly received: Received };

const DeskWindow = ({ received, send, pass, texts }: DeskProps) => {
  const { snapshot, atMs } = received;
  const { screen, site, revision } = snapshot;
  const dark = useMedia('(prefers-color-scheme: dark)');
  const theme = useMemo(() => themeOf(site.accent, dark), [site.accent, dark]);
  // Both belong to one moment: what was refused to the snapshot it was refused on, a question to its screen.
  const [refused, setRefused] = useState<{ readonly revision: number; readonly problem: Problem } | null>(
    null,
  );
  const [asked, setAsked] = useState<{ readonly kind: string; readonly aside: Aside } | null>(null);
  const setAside = useCallback((aside: Aside) => setAsked({ kind: screen.kind, aside }), [screen.kind]);
  // Forgotten with its screen: the next person's screen of that kind begins without it.
  if (asked !== null && asked.kind !== screen.kind) setAsked(null);
  const sendHere = useCallback<Desk['send']>(
    (channel, request) => {
      const take = (problem: Problem | null): void => {
        setRefused(problem === null ? null : { revision, problem });
      };
      // The sender answers, it does not throw.
      void send(channel, request).then(take);
    },
    [send, revision],
  );
  useDocument(received, texts);
  const desk: Desk = {
    snapshot,
    atMs,
    send: sendHere,
    problem: refused !== null && refused.revision === revision ? refused.problem : snapshot.problem,
    aside: asked !== null && asked.kind === screen.kind ? asked.aside : null,
    setAside,
    pass,
  };
  return (
    <FluentProvider theme={theme} dir={texts.dir(snapshot.language)}>
      <DeskContext value={desk}>
        <div
          className="desk"
          data-screen={screen.kind}
          data-face={snapshot.face}
          data-scheme={dark ? 'dark' : 'light'}
        >
          <Frame guest={hasGuest(screen)}>
            <ScreenView screen={screen} />
          </Frame>
        </div>
      </DeskContext>
    </FluentProvider>
  );
};

/** The desk's window: renders the latest snapshot, decides nothing. */
export const App = ({ store, texts, ...more }: AppProps) => {
  const received = useSyncExternalStore(store.subscribe, store.get);
  if (received === null) return null;
  return (
    <I18nextProvider i18n={texts}>
      <DeskWindow received={received} texts={texts} {...more} />
    </I18nextProvider>
  );
};

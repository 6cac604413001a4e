import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createSender, createSnapshotStore } from './bridge.ts';
import { createPassHolder } from './desk/pass/holder.ts';
import { refuseCopying } from './desk/pass/no-copying.ts';
import { playCues } from './sounds.ts';
import { createTexts } from './text/index.ts';

const monotonicMs = (): number => performance.now();
const bridge = window.tapdesk;
const store = createSnapshotStore(bridge, monotonicMs);
const send = createSender(bridge);
const pass = createPassHolder({
  bridge,
  monotonicMs,
  page: document,
  hold: (held) => void send('pass.hold', { held }),
});
refuseCopying(document);
playCues(bridge, () => store.get()?.snapshot.site.sounds ?? false);

const place = document.getElementById('desk');
if (place === null) throw new Error('The page has no place for the desk');
createRoot(place).render(<App store={store} send={send} pass={pass} texts={createTexts()} />);

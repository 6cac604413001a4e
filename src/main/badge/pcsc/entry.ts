// The process that speaks to readers (Electron's utility process): a driver that crashes takes this one down, not
// the desk. Whatever it sends is parsed there, and it ends when something does not parse here.
import { createCards } from './cards.ts';
import { toCards } from './messages.ts';
import { loadPcscMini } from './pcsc-mini.ts';

const cards = createCards({
  loadService: () => loadPcscMini(() => import('pcsc-mini')),
  post: (message) => process.parentPort.postMessage(message),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  // The native call that hangs holds a normal exit up as well.
  giveUp: () => process.kill(process.pid, 'SIGKILL'),
});

process.parentPort.on('message', ({ data }) => cards.take(toCards.parse(data)));

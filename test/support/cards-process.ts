// The part that speaks to readers as a process of Node, for tests without Electron: see src/main/badge/pcsc/entry.ts.
import * as pcscMini from 'pcsc-mini';
import { clock } from '../../src/main/app/clock.ts';
import { createCards } from '../../src/main/badge/pcsc/cards.ts';
import { toCards } from '../../src/main/badge/pcsc/messages.ts';
import { loadPcscMini } from '../../src/main/badge/pcsc/pcsc-mini.ts';

const cards = createCards({
  loadService: () => loadPcscMini(() => Promise.resolve(pcscMini)),
  post: (message) => void process.send?.(message),
  after: clock.after,
  giveUp: () => process.kill(process.pid, 'SIGKILL'),
});

process.on('message', (message) => cards.take(toCards.parse(message)));
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { whenLeftAlone } from '../../../src/main/app/left-alone.ts';

const listen = () => {
  const parts = { app: new EventEmitter(), powerMonitor: new EventEmitter(), screen: new EventEmitter() };
  let times = 0;
  whenLeftAlone(parts, () => (times += 1));
  return { ...parts, times: () => times };
};

it.each(['suspend', 'resume', 'lock-screen'])('%s counts as walking away', (name) => {
  const machine = listen();
  machine.powerMonitor.emit(name);
  expect(machine.times()).toBe(1);
});

it('a display that is taken away counts as walking away', () => {
  const machine = listen();
  machine.screen.emit('display-removed', {}, {});
  expect(machine.times()).toBe(1);
});

it('the end of the process that paints counts as walking away, that of another does not', () => {
  const machine = listen();
  machine.app.emit('child-process-gone', {}, { type: 'Utility' });
  expect(machine.times()).toBe(0);
  machine.app.emit('child-process-gone', {}, { type: 'GPU' });
  expect(machine.times()).toBe(1);
});

import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { whenNetworkEnds } from '../../../src/main/app/network-end.ts';

const listen = () => {
  const app = new EventEmitter();
  let times = 0;
  whenNetworkEnds(app, () => (times += 1));
  const end = (details: object): number => {
    app.emit('child-process-gone', {}, { type: 'Utility', reason: 'crashed', ...details });
    return times;
  };
  return end;
};

it('a failure of the process that speaks to the network is told', () => {
  expect(listen()({ serviceName: 'network.mojom.NetworkService' })).toBe(1);
});

it('the end of another process, or one that was asked for, is not', () => {
  const end = listen();
  expect(end({ serviceName: 'audio.mojom.AudioService' })).toBe(0);
  expect(end({ serviceName: 'network.mojom.NetworkService', reason: 'clean-exit' })).toBe(0);
  expect(end({ type: 'GPU' })).toBe(0);
});

import { describe, expect, it } from 'vitest';
import { createServiceManager } from '../../../src/main/app/service-manager.ts';

const started = (environment: Readonly<Record<string, string>>) => {
  const said: (readonly string[])[] = [];
  const ticking: { readonly ms: number; readonly action: () => void }[] = [];
  const manager = createServiceManager({
    environment,
    notify: (words) => said.push(words),
    every: (ms, action) => ticking.push({ ms, action }),
  });
  return { manager, said, ticking };
};

describe('what the desk tells whoever started it', () => {
  it('says that it is ready, that it lives three times in the span, and that it ends', () => {
    const { manager, said, ticking } = started({ NOTIFY_SOCKET: '/run/n', WATCHDOG_USEC: '30000000' });
    manager.ready();
    expect(ticking.map(({ ms }) => ms)).toEqual([10_000]);
    ticking[0]?.action();
    manager.stopping();
    expect(said).toEqual([['--ready'], ['WATCHDOG=1'], ['STOPPING=1']]);
  });

  it('says nothing again and again where no watchdog waits for it', () => {
    const { manager, said, ticking } = started({ NOTIFY_SOCKET: '/run/n' });
    manager.ready();
    expect(ticking).toEqual([]);
    expect(said).toEqual([['--ready']]);
  });

  it('says nothing where nobody listens', () => {
    const { manager, said, ticking } = started({ WATCHDOG_USEC: '30000000' });
    manager.ready();
    manager.stopping();
    expect({ said, ticking }).toEqual({ said: [], ticking: [] });
  });
});

import { expect, test } from 'vitest';
import { createSender, createSnapshotStore } from '../../../src/renderer/bridge.ts';
import { problemOf, type Bridge, type Snapshot } from '../../../src/shared/index.ts';
import { samples, snapshotOfSample } from '../../gallery/samples.ts';

const snapshotAt = (revision: number): Snapshot => {
  const sample = samples['enrollee-attract'];
  if (sample === undefined) throw new Error('No such sample');
  return snapshotOfSample(sample, { revision, language: 'en' });
};

const createBridge = (call: Partial<Bridge['call']>) => {
  let push: (snapshot: Snapshot) => void = () => undefined;
  const on = {
    'snapshot.changed': (listener: typeof push) => {
      push = listener;
      return () => undefined;
    },
  };
  // Only what the store and the sender use.
  const bridge = { call, on } as unknown as Bridge;
  return { bridge, push: (snapshot: Snapshot) => push(snapshot) };
};

test('shows the newest snapshot, in whatever order they come', async () => {
  const { bridge, push } = createBridge({
    'desk.get-snapshot': () => Promise.resolve({ ok: true, value: snapshotAt(3) }),
  });
  const store = createSnapshotStore(bridge, () => 42);
  const shown: number[] = [];
  store.subscribe(() => shown.push(store.get()?.snapshot.revision ?? -1));
  push(snapshotAt(5));
  await Promise.resolve();
  push(snapshotAt(4));
  push(snapshotAt(6));
  expect(shown).toEqual([5, 6]);
  expect(store.get()).toEqual({ snapshot: snapshotAt(6), atMs: 42 });
});

test('sends a double press once, and the next one again', async () => {
  let taken = 0;
  let answer: () => void = () => undefined;
  const { bridge } = createBridge({
    'decision.accept': () => {
      taken += 1;
      return new Promise((resolve) => {
        answer = () => resolve({ ok: true, value: {} });
      });
    },
  });
  const send = createSender(bridge);
  const first = send('decision.accept', {});
  await send('decision.accept', {});
  expect(taken).toBe(1);
  answer();
  await first;
  const second = send('decision.accept', {});
  answer();
  await second;
  expect(taken).toBe(2);
});

test('tells what the main process refused', async () => {
  const problem = problemOf('command.not-now');
  const { bridge } = createBridge({ 'pass.noted': () => Promise.resolve({ ok: false, problem }) });
  expect(await createSender(bridge)('pass.noted', {})).toEqual(problem);
});

test('has a sentence also for a call that broke', async () => {
  const { bridge } = createBridge({ 'pass.noted': () => Promise.reject(new Error('gone')) });
  expect(await createSender(bridge)('pass.noted', {})).toMatchObject({ code: 'internal' });
});

import {
  createWedge,
  type BadgeEvent,
  type WedgeKey,
  type WedgeSettings,
} from '../../src/main/badge/index.ts';

/** A clock that only moves when told to; what runs out on the way is called. */
export const manualClock = (startMs = 1_000_000) => {
  let nowMs = startMs;
  const waiting = new Set<{
    readonly at: number;
    readonly action: () => void;
  }>();
  return {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    after: (ms: number, action: () => void): (() => void) => {
      const entry = { at: nowMs + ms, action };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    waiting: () => waiting.size,
    advance: (ms: number): void => {
      const end = nowMs + ms;
      for (;;) {
        const [next] = [...waiting].filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        waiting.delete(next);
        nowMs = next.at;
        next.action();
      }
      nowMs = end;
    },
  };
};

export const wedgeSettings: WedgeSettings = {
  prefix: '',
  suffix: 'Enter',
  minLength: 4,
  maxLength: 16,
  pattern: '[0-9A-Z]+',
  interKeyMs: 35,
  format: { layout: 'plain' },
};

/** A key as Electron reports it. */
export const keyOf = (key: string, more: Partial<WedgeKey> = {}): WedgeKey => ({
  type: 'keyDown',
  key,
  code: `Key-${key}`,
  isAutoRepeat: false,
  control: false,
  alt: false,
  meta: false,
  ...more,
});

/** A wedge with somebody at its keyboard: `passed` is what a page gets of all the keys. */
export const wedgeAtDesk = (more: Partial<WedgeSettings> = {}, textExpected = false) => {
  const clock = manualClock();
  const settings = { ...wedgeSettings, ...more };
  const wedge = createWedge({
    clock,
    settings,
    textExpected: () => textExpected,
  });
  const events: BadgeEvent[] = [];
  const passed: string[] = [];
  wedge.reader.listen((event) => events.push(event));
  const told = (key: WedgeKey): void => void passed.push(key.type === 'keyUp' ? `${key.key} up` : key.key);
  const press = (key: WedgeKey): void => {
    for (const one of [key, { ...key, type: 'keyUp' }]) if (wedge.key(one, told) === 'pass') told(one);
  };
  const keys = (names: readonly string[], gapMs: number): void => {
    for (const name of names) {
      clock.advance(gapMs);
      press(keyOf(name));
    }
  };
  return {
    clock,
    wedge,
    events,
    passed,
    press,
    /** One event of a key alone: going down, repeating, or coming up. */
    event: (key: WedgeKey): void => {
      if (wedge.key(key, told) === 'pass') told(key);
    },
    /** Keys as a reader sends them. */
    scan: (text: string, end = true): void => keys([...Array.from(text), ...(end ? ['Enter'] : [])], 5),
    /** Keys as a person types them. */
    type: (names: readonly string[], gapMs = 120): void => keys(names, gapMs),
  };
};

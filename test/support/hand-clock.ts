/** Time that passes when a test says so. */
export const createHandClock = () => {
  let now = 0;
  let timers: { at: number; action: () => void }[] = [];
  return {
    now: () => Date.UTC(2026, 10, 22, 9) + now,
    monotonicMs: () => now,
    after: (ms: number, action: () => void) => {
      const timer = { at: now + ms, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance: (ms: number) => {
      const until = now + ms;
      for (;;) {
        const next = timers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.action();
      }
      now = until;
    },
  };
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Cleans up once: when the returned function is called, when the process exits or, unless the caller waits for
 * its own end, when a signal ends it.
 */
export const atEnd = (clean: () => void, onSignals: boolean): (() => void) => {
  const onSignal = (signal: NodeJS.Signals): void => {
    finish();
    process.kill(process.pid, signal);
  };
  const finish = (): void => {
    process.off('exit', finish);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    clean();
  };
  process.on('exit', finish);
  if (onSignals) for (const signal of SIGNALS) process.on(signal, onSignal);
  return finish;
};

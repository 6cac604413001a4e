import path from 'node:path';

/** Where a station's outbox is: beside its journal, and one of its own for the simulated tenant. */
export const outboxFile = (folder: string, simulated: boolean): string =>
  path.join(folder, simulated ? 'alerts-simulated.sqlite' : 'alerts.sqlite');

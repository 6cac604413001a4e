import { readFileSync } from 'node:fs';
import { z } from 'zod';

const exchange = z.looseObject({
  method: z.string(),
  path: z.string(),
  status: z.number().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
});
export type Exchange = z.infer<typeof exchange>;

/** What the simulated tenant recorded, oldest first. */
export const readExchanges = (file: string): readonly Exchange[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => exchange.parse(JSON.parse(line)))
    .sort((a, b) => a.startedAt - b.startedAt);

/** How many exchanges had to wait for one before them: what latency costs is this many times the latency. */
export const sequentialRoundTrips = (exchanges: readonly Exchange[]): number => {
  let trips = 0;
  let freeAt = -Infinity;
  // The earliest end decides when the next can begin, so intervals are taken in order of their ends.
  const ends = exchanges.map((one) => ({ ...one, endedAt: one.endedAt ?? one.startedAt }));
  for (const one of ends.sort((a, b) => a.endedAt - b.endedAt)) {
    if (one.startedAt < freeAt) continue;
    trips += 1;
    freeAt = one.endedAt;
  }
  return trips;
};

import type { Look, Seen } from './check.ts';
import type { Reading } from './reading.ts';
import type { StationFacts } from './station/facts.ts';

/** Looks at one thing that the station knows of itself; what it cannot tell is unknown. */
export const fact = <K extends keyof StationFacts>(
  { station }: Reading,
  name: K,
  look: (value: NonNullable<StationFacts[K]>) => Seen,
): Look => {
  const value = station?.[name] ?? null;
  return value === null
    ? { known: false, because: 'not-told', need: null }
    : { known: true, value: look(value) };
};

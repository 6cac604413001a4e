import type { TenantReading } from '../directory/index.ts';
import type { StationFacts } from './station/facts.ts';

/** Everything that the checks look at, each read once. */
export interface Reading {
  readonly tenant: TenantReading;
  /** What the station knows of itself; null where none was looked at. */
  readonly station: StationFacts | null;
  /** Epoch milliseconds, by the tenant's clock where it tells one. */
  readonly at: number;
}

import { createHash } from 'node:crypto';

/**
 * The tenant id of every simulation: visibly made up, so that nobody takes it for a real one. The desk refuses
 * this id outside a simulation, and the simulation has no other.
 */
export const SIMULATED_TENANT_ID = '51515151-0000-4000-8000-515151515151';

/** The domain of all simulated user principal names. `.example` can never be registered (RFC 2606 §3). */
export const DOMAIN = 'tapdesk.example';

/**
 * A guid derived from a name: the same name gives the same guid in every simulation, so that ids can be written
 * down in configuration and tests.
 */
export function guidOf(name: string): string {
  const hex = createHash('sha256').update(`simulated tenant: ${name}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

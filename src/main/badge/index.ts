export type { WedgeClock } from './burst.ts';
export { identifierIn, type WedgeSettings } from './identifier.ts';
export * from './port.ts';
export { createWedge, type Wedge, type WedgeKey, type WedgeOptions } from './wedge.ts';

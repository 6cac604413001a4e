export { identifierIn, type WedgeSettings } from './identifier.ts';
export * from './port.ts';
export { createWedge, type Wedge, type WedgeClock, type WedgeKey, type WedgeOptions } from './wedge.ts';

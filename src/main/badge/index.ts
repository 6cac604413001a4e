export type { WedgeClock } from './burst.ts';
export { badgeConfig, wedgeSettingsOf, type BadgeConfig } from './config.ts';
export { cardLayouts, type CardLayoutName, type NumberFormat } from './formats/index.ts';
export type { GiveBack } from './held.ts';
export { identifierIn, typedIdentifierIn, type Identified, type WedgeSettings } from './identifier.ts';
export * from './mapping/index.ts';
export * from './port.ts';
export { createWedge, type Wedge, type WedgeKey, type WedgeOptions } from './wedge.ts';

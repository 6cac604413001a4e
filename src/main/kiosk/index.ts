export { createAddressTest, hostOf, type AddressTest, type AddressUse } from './addresses.ts';
export {
  createDeskWindow,
  type DeskWindow,
  type DeskWindowOptions,
  type GoneReason,
  type KeyListener,
} from './desk-window.ts';
export type { BoundsOf } from './guest-place.ts';
export { createGuest, type GuestOptions } from './guest.ts';
export type { GuestTrust } from './guards/certificates.ts';
export { claimSingleInstance, installGuards, type Blocked } from './guards/install.ts';
export { createMakeKey } from './key-page.ts';
export { openPartitions } from './memory-partitions.ts';
export type { Partitions } from './partitions.ts';
export { createPrintPage, type PrintPage } from './print-page.ts';
export * from './port.ts';
export { deskAddress, registerAppScheme, serveApp } from './protocol.ts';
export { createSimulatedKey, type SimulatedKey } from './simulated-key.ts';
export { refusalsOf, type Start } from './start.ts';
export { refuseDangerousSwitches, type CommandLine } from './switches.ts';

export * from './port.ts';
export { createPinKeeper, isTooSimple, type PinKeeper } from './pin.ts';
export { createMsalIdentity, type MsalIdentityOptions } from './msal.ts';
export { createReader, type Reader, type ReaderKey } from './reader.ts';

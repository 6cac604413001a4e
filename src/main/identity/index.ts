export * from './port.ts';
export { createMsalIdentity, type MsalIdentityOptions } from './msal.ts';

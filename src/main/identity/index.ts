export * from './port.ts';
export { clouds, type Cloud, type CloudName } from './clouds.ts';
export { createMsalIdentity, type MsalIdentityOptions } from './msal.ts';

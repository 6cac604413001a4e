import type { App, Session, WebContents } from 'electron';
import { hostOf } from '../addresses.ts';
import type { GuardContext } from './context.ts';

/** Password prompts of servers and proxies, and the station's own client certificates: never answered. */
export const guardSignInPrompts = (app: App): void => {
  // Cancelled by not answering with anything: the last argument of both is the way to answer.
  app.on('login', (event, ...[, , , answer]) => {
    event.preventDefault();
    answer();
  });
  app.on('select-client-certificate', (event, ...[, , , answer]) => {
    event.preventDefault();
    answer();
  });
};

/** Tells of the prompts that the page of a guarded window was not given. */
export const tellOfPrompts = (contents: WebContents, context: GuardContext): void => {
  contents.on('login', (_event, { url }) => context.blocked('password-prompt', hostOf(url), 'other'));
  contents.on('select-client-certificate', (_event, address) =>
    context.blocked('client-certificate', hostOf(address), 'other'),
  );
};

/** The account that Windows is signed in with is never offered to a server. */
export const guardIntegratedSignIn = (session: Session): void => {
  session.allowNTLMCredentialsForDomains('');
};

import type { App, Session } from 'electron';

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

/** The account that Windows is signed in with is never offered to a server. */
export const guardIntegratedSignIn = (session: Session): void => {
  session.allowNTLMCredentialsForDomains('');
};

import type { App, Session } from 'electron';

/** Password prompts of servers and proxies, and the station's own client certificates: never answered. */
export const guardSignInPrompts = (app: App): void => {
  app.on('login', (event, _contents, _details, _info, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('select-client-certificate', (event, _contents, _address, _certificates, callback) => {
    event.preventDefault();
    callback();
  });
};

/** The account that Windows is signed in with is never offered to a server. */
export const guardIntegratedSignIn = (session: Session): void => {
  session.allowNTLMCredentialsForDomains('');
};

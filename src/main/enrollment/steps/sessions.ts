import type { Effect } from './step.ts';

/** All sign-in sessions of the person end. Doing it twice does no harm. */
export const revokeSessions = (): Effect<string> => ({
  step: 'sessions',
  intent: {},
  perform: (ports, call) => ports.directory.revokeSignInSessions(ports.personId, call),
  outcome: () => ({}),
});

import type { Effect } from './step.ts';

/** All sign-in sessions of the person end, because of a theft or at the end. Doing it twice does no harm. */
export const revokeSessions = (because: 'theft' | null = null): Effect<string> => ({
  step: 'sessions',
  intent: because === null ? {} : { because },
  perform: (ports, call) => ports.directory.revokeSignInSessions(ports.personId, call),
  outcome: () => ({}),
});

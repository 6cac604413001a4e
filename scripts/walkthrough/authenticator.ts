/** A virtual authenticator of Chromium's own: CTAP 2, with user verification, touched at once. */
export const authenticator = <Transport extends string>(transport: Transport) =>
  ({
    protocol: 'ctap2',
    transport,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  }) as const;

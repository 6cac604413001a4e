/** Codes that would not be understood with their hyphens taken away. */
const known: Readonly<Record<string, string>> = {
  none: 'None chosen',
  voided: 'Void: facts had changed',
  turnedAway: 'Turned away: may not approve',
  're-registration': 'Re-registration',
  fido2: 'Passkey or security key',
  microsoftAuthenticator: 'Microsoft Authenticator',
  windowsHelloForBusiness: 'Windows Hello for Business',
  'authentication-context': 'Authentication context met',
  'fresh-sign-in': 'Fresh sign-in without a pass',
  'log-confirmed': 'Sign-in log: confirmed',
  'log-contradicted': 'Sign-in log: contradicted',
  'log-not-available': 'Sign-in log: not available',
  'has-a-pass-now': 'Has a pass at the moment',
  'only-methods-that-can-be-phished': 'Only methods that can be phished',
  'nothing-registered': 'Nothing registered yet',
  'no-second-factor': 'No second factor that counts',
};

/** A code as people read it: `enrollment.person-left` is “Person left”. */
export const inWords = (code: string): string => {
  const named = known[code];
  if (named !== undefined) return named;
  if (code.includes(' ')) return code;
  const words = code.replace(/^(enrollment|retest|badge|policy)\./, '').replaceAll(/[-.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const reasons: Readonly<Record<string, string>> = {
  'log-too-short':
    'the log at hand does not reach over the whole time; keep the tenant’s logs and name them (--logs)',
  'tenant.forbidden': 'whoever read it may not',
  'not-read': 'it was not asked for',
};

/** Why something is not there. */
export const becauseIn = (because: string): string => reasons[because] ?? because;

/** The day of a moment. */
export const dayIn = (at: string): string => at.slice(0, 10);

/** How much a number has changed. */
export const changed = (now: number, before: number | null): string => {
  if (before === null || before === 0) return '–';
  const percent = Math.round(((now - before) / before) * 100);
  return percent === 0 ? 'the same' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
};

/** A share in percent; a dash of nothing. */
export const sharePercent = (part: number, of: number): string =>
  of === 0 ? '–' : `${Math.round((part / of) * 100)} %`;

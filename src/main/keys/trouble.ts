import type { KeyFailure } from './port.ts';
import type { ToolEnd } from './run-tool.ts';

/** What a tool's last line means for the person: a PIN to be asked for again, a finger that was not known, or a failure. */
export type Trouble =
  | { readonly kind: 'pin'; readonly before: 'wrong' | 'not-taken' }
  | { readonly kind: 'finger' }
  | { readonly kind: 'failure'; readonly because: KeyFailure };

const failure = (because: KeyFailure): Trouble => ({ kind: 'failure', because });

/** Source: src/err.c of libfido2; what each is answered for: CTAP 2.1 §8.2. */
const byName: Readonly<Record<string, Trouble>> = {
  FIDO_ERR_PIN_INVALID: { kind: 'pin', before: 'wrong' },
  FIDO_ERR_PIN_POLICY_VIOLATION: { kind: 'pin', before: 'not-taken' },
  FIDO_ERR_PIN_AUTH_BLOCKED: failure('pin-wait'),
  FIDO_ERR_PIN_BLOCKED: failure('pin-locked'),
  FIDO_ERR_UV_INVALID: { kind: 'finger' },
  FIDO_ERR_UV_BLOCKED: { kind: 'finger' },
  FIDO_ERR_USER_ACTION_TIMEOUT: failure('not-touched'),
  FIDO_ERR_ACTION_TIMEOUT: failure('not-touched'),
  FIDO_ERR_TIMEOUT: failure('not-touched'),
  FIDO_ERR_OPERATION_DENIED: failure('not-touched'),
  FIDO_ERR_KEEPALIVE_CANCEL: failure('not-touched'),
  FIDO_ERR_CREDENTIAL_EXCLUDED: failure('already-there'),
  FIDO_ERR_KEY_STORE_FULL: failure('full'),
  FIDO_ERR_LIMIT_EXCEEDED: failure('full'),
  FIDO_ERR_UNSUPPORTED_ALGORITHM: failure('not-suitable'),
  FIDO_ERR_UNSUPPORTED_OPTION: failure('not-suitable'),
  FIDO_ERR_INVALID_OPTION: failure('not-suitable'),
  FIDO_ERR_UNSUPPORTED_EXTENSION: failure('not-suitable'),
  // Of a key that wants its PIN even for a look at what it has.
  FIDO_ERR_PIN_REQUIRED: failure('not-suitable'),
  // A key that is pulled out: nothing goes in, nothing comes, or the device is no longer there to be opened.
  FIDO_ERR_TX: failure('removed'),
  FIDO_ERR_RX: failure('removed'),
  FIDO_ERR_INTERNAL: failure('removed'),
};

/** What is the matter with a run that did not end well. Pure. */
export const troubleOf = ({ ended, errors }: ToolEnd): Trouble => {
  if (ended === 'missing') return failure('no-tools');
  if (ended === 'late') return failure('not-touched');
  if (errors.includes('invalid PIN length')) return { kind: 'pin', before: 'not-taken' };
  // Without a signature there is nothing that it could print: a key whose maker vouches for nothing.
  if (/: output error\s*$/.test(errors)) return failure('not-suitable');
  const names = errors.match(/FIDO_ERR_[A-Z0-9_]+/g) ?? [];
  return byName[names.at(-1) ?? ''] ?? failure('failed');
};

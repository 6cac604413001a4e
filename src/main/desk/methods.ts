import type { MethodLabel } from '../../shared/index.ts';
import type { Method } from '../directory/index.ts';

/** Source: facts about Authenticator's own passkeys, which Graph lists as FIDO2 methods. */
const authenticatorAaGuids = new Set([
  'de1e552d-db1d-4423-a619-566b625cdc84',
  '90a3ccdf-635c-4729-a248-9b709135078f',
]);

const kinds: Readonly<Record<string, MethodLabel['kind']>> = {
  microsoftAuthenticatorAuthenticationMethod: 'authenticator',
  windowsHelloForBusinessAuthenticationMethod: 'windows-hello',
  platformCredentialAuthenticationMethod: 'platform-credential',
  phoneAuthenticationMethod: 'phone',
  softwareOathAuthenticationMethod: 'software-code',
};

const kindOf = (method: Method): MethodLabel['kind'] => {
  const type = method.type.replace('#microsoft.graph.', '');
  if (type !== 'fido2AuthenticationMethod') return kinds[type] ?? 'other';
  const onPhone = authenticatorAaGuids.has(method.aaGuid ?? '') || method.passkeyType === 'synced';
  return onPhone ? 'passkey' : 'security-key';
};

/** A method as people name it: what kind of thing it is, and the name it was given. */
export const labelOf = (method: Method): MethodLabel => ({
  id: method.id,
  kind: kindOf(method),
  name: method.displayName ?? method.model,
});

/** The methods a person can lose or replace: not the password, not a pass. */
export const losable = (methods: readonly Method[]): readonly MethodLabel[] =>
  methods
    .filter((method) => !/(password|temporaryAccessPass|email)AuthenticationMethod$/i.test(method.type))
    .map(labelOf);

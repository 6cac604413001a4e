import type { MethodLabel, OldMethod } from '../../shared/index.ts';
import type { Method } from '../directory/index.ts';
import { methodKind } from '../policy/index.ts';

/** Source: facts about Authenticator's own passkeys, which Graph lists as FIDO2 methods. */
const authenticatorAaGuids = new Set([
  'de1e552d-db1d-4423-a619-566b625cdc84',
  '90a3ccdf-635c-4729-a248-9b709135078f',
]);

const kinds: Readonly<Record<string, MethodLabel['kind']>> = {
  microsoftAuthenticator: 'authenticator',
  windowsHelloForBusiness: 'windows-hello',
  platformCredential: 'platform-credential',
  phone: 'phone',
  softwareOath: 'software-code',
};

const kindOf = (method: Method): MethodLabel['kind'] => {
  const kind = methodKind(method.type);
  if (kind !== 'fido2') return kinds[kind] ?? 'other';
  const onPhone = authenticatorAaGuids.has(method.aaGuid ?? '') || method.passkeyType === 'synced';
  return onPhone ? 'passkey' : 'security-key';
};

/** A method as people name it: what kind of thing it is, and the name it was given. */
export const labelOf = (method: Method): MethodLabel => ({
  id: method.id,
  kind: kindOf(method),
  name: method.displayName ?? method.model,
});

/**
 * The methods a person can lose and the desk may remove: those for which the operator's permissions reach (the
 * list of scopes in app). Anything else is removed in the admin center.
 */
export const losable = (methods: readonly Method[]): readonly OldMethod[] =>
  methods
    .filter((method) => ['fido2', 'microsoftAuthenticator', 'phone'].includes(methodKind(method.type)))
    .map((method) => ({
      ...labelOf(method),
      model: method.model,
      createdAt: method.createdAt,
      lastUsedAt: method.lastUsedAt ?? null,
    }));

/** The new method of an enrollment as people name it, once it was found. */
export const foundMethod = ({ found }: { readonly found: Method | null }): MethodLabel =>
  found === null ? { id: '', kind: 'other', name: null } : labelOf(found);

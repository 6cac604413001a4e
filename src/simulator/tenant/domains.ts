import { DOMAIN } from './ids.ts';

/** A domain of the tenant, as far as Graph's domain and its internalDomainFederation tell of it. */
export interface Domain {
  readonly name: string;
  /** Null: managed, so Entra itself signs people in. */
  readonly federation: { readonly displayName: string; readonly federatedIdpMfaBehavior: string } | null;
}

/** People of it sign in at a provider of their own, which alone checks the second factor. */
export const FEDERATED_DOMAIN = 'federated.example';

export const domains: readonly Domain[] = [
  { name: DOMAIN, federation: null },
  {
    name: FEDERATED_DOMAIN,
    federation: { displayName: 'Own provider', federatedIdpMfaBehavior: 'enforceMfaByFederatedIdp' },
  },
];

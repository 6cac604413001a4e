/** One request that changes the tenant's settings, as Graph v1.0 takes it. */
export interface TenantRequest {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Begins with `/`, without the version. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** What the desk's application was allowed for everybody, and by which ids that is said. */
export interface Consent {
  /** Object id of the desk's service principal. */
  readonly deskId: string;
  /** Object id of Graph's service principal. */
  readonly graphId: string;
  /** Null: an administrator has consented to nothing yet. */
  readonly grant: { readonly id: string; readonly scopes: readonly string[] } | null;
}

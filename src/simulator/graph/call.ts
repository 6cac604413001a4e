import type { Tenant } from '../tenant/tenant.ts';

/**
 * Who calls: a signed-in person, or an application by itself, which needs permissions and no role. The admin token
 * stands for an application that may do everything.
 */
export type Caller =
  | {
      readonly kind: 'app';
      readonly permissions: ReadonlySet<string> | 'all';
      readonly clientId: string | null;
      readonly displayName: string;
    }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly scopes: ReadonlySet<string>;
      readonly clientId: string;
    };

export type Version = 'v1.0' | 'beta';

/** One Graph request, alone or out of a batch. */
export interface Call {
  readonly tenant: Tenant;
  readonly caller: Caller;
  /** `https://localhost:PORT`. */
  readonly origin: string;
  readonly version: Version;
  readonly method: string;
  /** Below the version, e.g. `/users/…`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** What is answered. A body of `undefined` is an empty answer. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly binary?: { readonly type: string; readonly bytes: Uint8Array };
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH';
  /** Pattern below the version; `:name` takes one segment. */
  readonly path: string;
  /** A signed-in caller needs one of these; undefined: none. */
  readonly scopes?: readonly string[];
  /** A signed-in caller needs all of these besides. */
  readonly also?: readonly string[];
  /** How a missing scope is answered. */
  readonly denial?: 'directory' | 'methods' | 'reports';
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

/** Whether the caller's token carries a permission, delegated or its application's own. */
export function holds(caller: Caller, permission: string): boolean {
  if (caller.kind === 'user') return caller.scopes.has(permission);
  return caller.permissions === 'all' || caller.permissions.has(permission);
}

/** A parameter of the route's pattern. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}.`);
  return value;
}

/** An answer that Graph gives instead of a result: status, code and message of its error envelope. */
export class GraphFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, error: { readonly code: string; readonly message: string }, headers = {}) {
    super(error.message);
    this.name = 'GraphFailure';
    this.status = status;
    this.code = error.code;
    this.headers = headers;
  }
}

export const notFound = (id: string) =>
  new GraphFailure(404, {
    code: 'Request_ResourceNotFound',
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  });

export const badRequest = (message: string) => new GraphFailure(400, { code: 'Request_BadRequest', message });

/** What the directory says when a scope or a role is missing. */
export const directoryDenied = () =>
  new GraphFailure(403, {
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  });

/** What the authentication methods API says for a missing scope, a missing role and a protected target alike. */
export const methodsDenied = () =>
  new GraphFailure(403, { code: 'accessDenied', message: 'Request Authorization failed' });

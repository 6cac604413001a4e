/** The command was called in a wrong way; the message says what is wrong and what is expected. */
export class UsageError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UsageError';
  }
}

const MASK = '[secret]';

/**
 * Holds a value that must reach no file, log or message by accident: every way of printing or serialising it
 * gives a mask, and only `unwrap` gives the value. Source: OWASP ASVS v5.0.0-16.2.5 (never log credentials).
 */
export class Secret {
  readonly #unwrap: () => string;

  private constructor(value: string) {
    this.#unwrap = () => value;
  }

  /** Takes the text into custody. The caller drops its own reference. */
  static of(value: string): Secret {
    return new Secret(value);
  }

  /** The text itself. Only the window that shows it and the typing of it into the sign-in page may call this. */
  unwrap(): string {
    return this.#unwrap();
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK;
  }
}

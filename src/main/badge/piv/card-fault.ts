import type { MisreadCode } from '../port.ts';

/** Why a card cannot be used: its own fault, its issuer's, or that it went away. Says nothing of what was read. */
export class CardFault extends Error {
  readonly code: MisreadCode;

  constructor(code: MisreadCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'CardFault';
    this.code = code;
  }
}

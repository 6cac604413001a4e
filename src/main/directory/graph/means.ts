import type { Ask } from './batch.ts';
import type { Send } from './call.ts';

/** What every operation of the directory works with. */
export interface Means {
  readonly graphHost: string;
  readonly send: Send;
  readonly ask: Ask;
}

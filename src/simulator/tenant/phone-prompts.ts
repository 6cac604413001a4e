import type { Tenant } from './tenant.ts';

/** How long a request waits on the phone. Entra documents no number; this is about a minute, as observed. */
const PROMPT_MS = 60_000;

/** A sign-in that waits for the person's phone: the number on the page has to be typed there (number matching). */
export interface PhonePrompt {
  /** Two digits, as Entra shows them. */
  readonly number: string;
  /** Milliseconds by the tenant's clock. */
  readonly endsAt: number;
  answer: 'none' | 'approved' | 'denied';
}

export type PromptState = 'waiting' | 'approved' | 'denied' | 'over';

export function promptState(tenant: Tenant, prompt: PhonePrompt): PromptState {
  if (prompt.answer !== 'none') return prompt.answer;
  return tenant.clock.now() >= prompt.endsAt ? 'over' : 'waiting';
}

/** Sends a request to the person's phone. One at a time: a new one takes the place of the one before. */
export function askPhone(tenant: Tenant, userId: string): PhonePrompt {
  const [high = 0, low = 0] = tenant.randomBytes(2);
  const number = String(10 + (((high << 8) | low) % 90));
  const prompt: PhonePrompt = { number, endsAt: tenant.clock.now() + PROMPT_MS, answer: 'none' };
  tenant.prompts.set(userId, prompt);
  return prompt;
}

/** What came of typing a number at the phone. A wrong one ends the request, as with the real app. */
export function answerOnPhone(tenant: Tenant, userId: string, number: string | null): PromptState | 'none' {
  const prompt = tenant.prompts.get(userId);
  if (prompt === undefined) return 'none';
  if (promptState(tenant, prompt) === 'waiting')
    prompt.answer = number === prompt.number ? 'approved' : 'denied';
  return promptState(tenant, prompt);
}

import { z } from 'zod';
import { registrationWay } from './words.ts';

/** Which phone the person brought: the store and the names in the settings differ. */
export const phonePlatform = z.enum(['ios', 'android']);
export type PhonePlatform = z.infer<typeof phonePlatform>;

/** What is done on the phone, one a screen, in this order; `allow-passkeys` only where a passkey is set up. */
export const phoneStep = z.enum([
  'get-app',
  'open-app',
  'add-account',
  'sign-in',
  'enter-code',
  'allow-passkeys',
  'finish',
]);
export type PhoneStep = z.infer<typeof phoneStep>;

/** What is in the way on the phone; `menu` asks. */
export const phoneHelp = z.enum(['menu', 'no-network', 'no-camera', 'not-working']);
export type PhoneHelp = z.infer<typeof phoneHelp>;

/**
 * An address for the camera of the person's phone: an address and nothing else. Neither user name nor fragment;
 * it comes from the configuration or the table of clouds, so there is nothing of an enrollment in it.
 */
export const scanAddress = z
  .url()
  .max(200)
  .regex(/^https:\/\/[^\s@#]+$/, 'an https address without user name and fragment');

export const scan = z.strictObject({
  of: z.enum(['store', 'security-info', 'password', 'help']),
  address: scanAddress,
  /** What a person can type instead; null where a search is shorter. */
  short: z.string().max(60).nullable(),
});
export type Scan = z.infer<typeof scan>;

/** On the person's own phone: the desk shows what to do there, one step at a time, and follows by itself. */
export const phoneScreen = z.strictObject({
  kind: z.literal('enrollee/phone'),
  way: registrationWay.extract(['passkey-on-phone', 'authenticator-on-phone']),
  /** Null: the person is asked which phone it is. */
  platform: phonePlatform.nullable(),
  step: phoneStep,
  /** From 1. */
  number: z.int().min(1),
  of: z.int().min(1),
  help: phoneHelp.nullable(),
  scan: scan.nullable(),
  /** What the person types as their name on the phone. */
  userName: z.string(),
  /** The site's own words for who has no signal; null when it has none. */
  guestNetwork: z.string().nullable(),
  /** Seconds between two looks for what was set up; 0 while the desk does not look yet. */
  looksEvery: z.int().min(0),
  passAvailable: z.boolean(),
  visibleSecondsLeft: z.int().min(0),
});
export type PhoneScreen = z.infer<typeof phoneScreen>;

import { z } from 'zod';

/** Keys without a character. */
export const namedKey = z.enum(['Backspace', 'Tab', 'Enter']);
export type NamedKey = z.infer<typeof namedKey>;

/** One key of the desk's own keyboard: a character, or a key that does something in a form. */
export const screenKey = z.union([
  namedKey,
  // One character that is seen, or the space; never a control character.
  z.string().regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]$/u),
]);
export type ScreenKey = z.infer<typeof screenKey>;

/**
 * The desk's own keyboard on the present screen. `none`: not here, or the site has it off. `offered`: a button brings it,
 * where people can touch the screen. `shown`: it lies under the guarded window, or comes with the screen's own field.
 */
export const keyboardOnScreen = z.enum(['none', 'offered', 'shown']);
export type KeyboardOnScreen = z.infer<typeof keyboardOnScreen>;

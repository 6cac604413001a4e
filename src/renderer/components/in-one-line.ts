/** What belongs to one thing, side by side in one line; what is not known of it takes no room. */
export const inOneLine = (parts: readonly (string | null)[]): string =>
  parts.filter((one) => one !== null).join(' · ');

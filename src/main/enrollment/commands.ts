/** What the chart asks to be done; each answers with a work event. */
export const commands = [
  'read-facts',
  'check-again',
  'remove-stolen',
  'join',
  'create',
  'see-usable',
  'watch',
  'look-closely',
  'remove-foreign',
  'provision',
  'take-back',
  'watch-password',
  'close',
  'undo',
] as const;
export type Command = (typeof commands)[number];

const later = (): void => undefined;
// `fromEntries` forgets which names it was given.
/** Named in the chart, and done elsewhere. */
export const actions = Object.fromEntries(commands.map((name) => [name, later])) as Record<
  Command,
  () => void
>;

/** How long an entry of a desk at work may stand without a signed checkpoint over it. Source: facts about journals. */
const CHECKPOINT_MS = 60_000;

/**
 * Has a checkpoint signed every minute over what is new by then. The journal itself signs at once at the end of each
 * enrollment, and nothing where nothing is new.
 *
 * @returns ends it
 */
export const keepCovered = (journal: { readonly checkpoint: () => void }): (() => void) => {
  const timer = setInterval(journal.checkpoint, CHECKPOINT_MS);
  return () => clearInterval(timer);
};

/** Why somebody let a finding be: one of the words that alerts know. Nothing in a person's own words is in the ledger. */
export const acknowledged: readonly string[] = [
  'ALTER TABLE findings ADD COLUMN reason text CHECK (length(reason) <= 32)',
];

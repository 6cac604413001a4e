/**
 * A quick way to what says how an epoch began and ended, and that people know of it.
 */
export const epochs = `
CREATE INDEX entries_of_epochs ON entries (type)
  WHERE type IN ('epoch.begun', 'epoch.sealed', 'epoch.pruned', 'journal.acknowledged');
`;

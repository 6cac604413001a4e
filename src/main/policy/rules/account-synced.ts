import { allows, refuses, type Rule } from '../rule.ts';

/** Entra takes passes for synchronised accounts too; a site whose federation does not may refuse them. */
export const accountSynced: Rule = {
  id: 'account-synced',
  source: 'Microsoft Entra, Temporary Access Pass, limitations',
  check: ({ config, facts }) => [
    facts.person.onPremisesSynced && config.syncedAccounts === 'refused'
      ? refuses('account.synced')
      : allows('account.sync-supported'),
  ],
};

export { mappingConfig, type MappingConfig, type MappingRule } from './config.ts';
export { keyKinds, keyOf, keysOf, keysOfIdentifier, keyText, type BadgeKey, type KeyKind } from './keys.ts';
export type { ListChange } from './list-change.ts';
export {
  BadgeListError,
  listFiles,
  openBadgeLists,
  type BadgeLists,
  type ListsSetup,
  type ListState,
} from './lists.ts';
export { lookupOf, type DirectoryLookup, type Lookup } from './lookup.ts';
export { emptyLostList, lostList, withLost, withoutLost, type LostList } from './lost-list.ts';
export { onlyOne, type Nameable, type NobodyCode } from './only-one.ts';
export { leaveRequest, waitingRequests, type ListRequest } from './requests.ts';
export { badgeTable, readTable, type BadgeTable, type TableComplaint, type TableRow } from './table.ts';

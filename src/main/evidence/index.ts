export { controlMap, type Control, type Pointer } from './control-map.ts';
export { removeLeftovers } from './leftovers.ts';
export type { JournalFile } from './journals.ts';
export { writePack, type EvidenceInput, type EvidenceMeans } from './pack.ts';
export { passPolicyPage, type PassPolicy } from './pass-policy.ts';
export type { RoleLine } from './records.ts';

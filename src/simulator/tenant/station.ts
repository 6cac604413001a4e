/** What the station at this tenant knows of itself, as its own looking would find it. */
export interface StationFacts {
  readonly edition: string;
  readonly shell: string;
  readonly keyboardFilter: boolean;
  /** Whether the account that runs the desk administers the station. */
  readonly administrator: boolean;
  readonly debuggerSwitches: readonly string[];
  readonly wrongFuses: readonly string[];
  readonly package: 'intact' | 'changed';
  readonly displays: number;
  readonly clockOffsetSeconds: number;
  readonly diskFreeMegabytes: number;
  readonly diskEncrypted: boolean;
  readonly journal: 'sound' | 'damaged' | 'unwritable';
  readonly keyProtection: 'hardware' | 'system' | 'none';
}

/** A station set up as it should be. */
export const healthyStation: StationFacts = {
  edition: 'Windows 11 Enterprise',
  shell: 'tapdesk',
  keyboardFilter: true,
  administrator: false,
  debuggerSwitches: [],
  wrongFuses: [],
  package: 'intact',
  displays: 1,
  clockOffsetSeconds: 0,
  diskFreeMegabytes: 40_000,
  diskEncrypted: true,
  journal: 'sound',
  keyProtection: 'hardware',
};

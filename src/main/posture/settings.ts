/** What a site wants of its tenant and station, derived from the configuration. */
export interface PostureSettings {
  readonly groups: {
    /** Display names of the groups that people join while they enroll. */
    readonly names: readonly string[];
    /** The one among them for privileged people. */
    readonly privileged: string;
    /** Object ids of members who may stay. */
    readonly expectedMemberIds: readonly string[];
    /** How long an enrollment may keep somebody in a group. */
    readonly memberHours: number;
  };
  readonly pass: {
    /** Minutes that the desk asks for. */
    readonly lifetimes: readonly number[];
    /** The longest that the baseline allows, in minutes. */
    readonly maximumMinutes: number;
    readonly minimumLength: number;
    readonly usableOnce: boolean;
  };
  readonly roles: {
    readonly separated: readonly string[];
    /** `/`, or administrative units, in which operators may hold an issuing role. */
    readonly operatorScopes: readonly string[];
  };
  readonly emergencyIds: readonly string[];
  readonly application: {
    readonly needed: readonly string[];
    /** Beside the needed ones, what the same registration may have. */
    readonly allowed: readonly string[];
    readonly redirects: readonly string[];
  };
  /** Models of security key that the desk offers; empty: any. */
  readonly keyModels: readonly string[];
  readonly logRetentionDays: number;
  readonly station: {
    readonly seenDays: number;
    readonly clockSkewSeconds: number;
    readonly diskMegabytes: number;
    /** Fewer or more displays than this are not covered. */
    readonly displays: number;
  };
}

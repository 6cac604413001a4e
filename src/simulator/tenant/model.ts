// What the simulated tenant holds. Property names follow Graph v1.0 where an object is shown as it is.

/** How a person's picture is drawn, so that it shows at a glance what the person is for. */
export interface Look {
  readonly skin: string;
  readonly hair: string;
  readonly hairStyle: 'short' | 'long' | 'bun' | 'curly' | 'none';
  readonly hat: 'none' | 'hard-hat' | 'chef' | 'cap' | 'headset' | 'crown';
  readonly top: 'shirt' | 'apron' | 'tie' | 'vest' | 'hoodie' | 'blazer';
  readonly topColor: string;
  readonly background: string;
  readonly mark: 'none' | 'new' | 'phone' | 'key' | 'guest' | 'stop' | 'star' | 'clock' | 'check' | 'glass';
}

/** A user object, with the parts of the simulation that Graph does not show (part, look, password). */
export interface Person {
  readonly id: string;
  readonly part: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly employeeId: string | null;
  readonly employeeType: string | null;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly accountEnabled: boolean;
  readonly userType: 'Member' | 'Guest';
  readonly creationType: string | null;
  readonly externalUserState: string | null;
  readonly isManagementRestricted: boolean | null;
  readonly onPremisesSyncEnabled: boolean | null;
  /** Values by the names extensionAttribute1 to 15; what is not here has none. */
  readonly extensionAttributes: Readonly<Record<string, string>>;
  /** Directory extensions by their whole names, `extension_APPID_NAME`. */
  readonly directoryExtensions: Readonly<Record<string, string>>;
  /** Custom security attributes: set, name, value. */
  readonly securityAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly createdDateTime: string;
  /** Milliseconds; sign-ins before it no longer count. Moved by revokeSignInSessions. */
  sessionsValidFrom: number;
  /** Milliseconds; moved by a new password. */
  passwordChangedAt: number;
  /** The demo password of those who sign in by password; null: nobody knows it. */
  password: string | null;
  readonly look: Look | null;
}

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly groupTypes: readonly string[];
  readonly securityEnabled: boolean;
  readonly mailEnabled: boolean;
  readonly isAssignableToRole: boolean | null;
  readonly isManagementRestricted: boolean | null;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly membershipRule: string | null;
  readonly createdDateTime: string;
  /** Object ids of people and groups, with the instant they joined (milliseconds; 0: before the simulation). */
  readonly members: Map<string, number>;
  readonly owners: Set<string>;
}

export interface RoleDefinition {
  readonly id: string;
  readonly displayName: string;
  readonly isBuiltIn: boolean;
}

/** A role held (or that can be activated) by a person or a role-assignable group. */
export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  /** `/` for the tenant, `/administrativeUnits/{id}` for one unit. */
  readonly directoryScopeId: string;
  readonly state: 'active' | 'eligible';
  /** Milliseconds. */
  readonly startsAt: number;
  /** Milliseconds; null: permanent. An active one counts until then. */
  readonly endsAt: number | null;
  /** Active because its holder activated an eligible one, for some hours. */
  readonly activated: boolean;
}

export interface AdministrativeUnit {
  readonly id: string;
  readonly displayName: string;
  readonly restricted: boolean;
  readonly members: Set<string>;
}

export interface Device {
  readonly id: string;
  readonly deviceId: string;
  readonly displayName: string;
  readonly isCompliant: boolean | null;
  readonly isManaged: boolean | null;
  readonly trustType: 'AzureAd' | 'ServerAd' | 'Workplace';
  readonly accountEnabled: boolean;
  readonly managementType: string | null;
  readonly operatingSystem: string;
  /** Milliseconds; null: never seen, or no compliance policy. */
  readonly lastSignInAt: number | null;
  readonly complianceEndsAt: number | null;
  readonly profileType: 'RegisteredDevice' | 'SecureVM' | 'Printer' | 'Shared' | 'IoT' | null;
}

/** An object that the simulation itself never looks into: kept in Graph's own shape. */
export type GraphObject = Readonly<Record<string, unknown>> & { readonly id: string };

interface MethodBase {
  readonly id: string;
  /** Milliseconds, or null where Entra gives none. */
  readonly createdAt: number | null;
}

export interface PasswordMethod extends MethodBase {
  readonly kind: 'password';
}

/** A Temporary Access Pass. `text` never leaves the tenant but in the answer to its creation. */
export interface PassMethod extends MethodBase {
  readonly kind: 'pass';
  readonly createdAt: number;
  readonly startsAt: number;
  readonly lifetimeMinutes: number;
  readonly usableOnce: boolean;
  readonly text: string;
  /** Milliseconds; before it the pass has not reached sign-in yet. */
  readonly visibleAt: number;
  usedAt: number | null;
}

/** What verifies a real passkey. Keys that were in the directory before the simulation have none. */
export interface StoredCredential {
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly transports: readonly string[];
  counter: number;
}

export interface Fido2Method extends MethodBase {
  readonly kind: 'fido2';
  readonly displayName: string;
  readonly aaGuid: string;
  readonly model: string;
  readonly attestationLevel: 'attested' | 'notAttested';
  readonly passkeyType: 'deviceBound' | 'synced';
  readonly credential: StoredCredential | null;
}

export interface AuthenticatorMethod extends MethodBase {
  readonly kind: 'authenticator';
  readonly displayName: string;
  readonly deviceTag: string;
  readonly phoneAppVersion: string;
}

export interface PhoneMethod extends MethodBase {
  readonly kind: 'phone';
  readonly phoneNumber: string;
  readonly phoneType: 'mobile' | 'alternateMobile' | 'office';
}

export type Method = PasswordMethod | PassMethod | Fido2Method | AuthenticatorMethod | PhoneMethod;

/** How somebody signed in; `authenticator`: approved on the phone, without a password. */
export type SignInMethod = 'pass' | 'password' | 'fido2' | 'authenticator';

/** One sign-in, as the identity pages remember it. */
export interface SignIn {
  readonly id: string;
  readonly userId: string;
  readonly method: SignInMethod;
  /** Milliseconds by the tenant's clock. */
  readonly at: number;
  /** Milliseconds; a session that came from a pass ends with the pass. */
  readonly endsAt: number | null;
}

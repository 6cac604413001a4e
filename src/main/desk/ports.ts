import type { HoldSettings } from '../retention/index.ts';
import type { Push, PushOf } from '../../shared/index.ts';
import type { BadgeEvent, ReaderWatch } from '../badge/index.ts';
import type { ConsoleData } from '../console/index.ts';
import type { Identifying } from './identifying.ts';
import type { DeskLedger } from './ledger-watch.ts';
import type { Directory, OperatorFacts } from '../directory/index.ts';
import type { Enrollments } from '../enrollment/index.ts';
import type { Identity, PinKeeper, OperatorSession, SecondSession, SignInWindow } from '../identity/index.ts';
import type { StationJournal } from '../journal/index.ts';
import type { ApprovalsElsewhere } from './remote-approvals.ts';
import type { MakeKey } from '../keys/index.ts';
import type { Guest } from '../kiosk/index.ts';
import type { LeaveBehind } from '../leave-behind/index.ts';
import type { Logger } from '../log/index.ts';
import type { PolicyInWords, ProofingSettings, SiteText } from '../policy/index.ts';
import type { PostureReport } from '../posture/index.ts';
import type {
  BadgeFormat,
  ProblemCode,
  CardPresence,
  Language,
  PhonePlatform,
  Problem,
  Scenario,
} from '../../shared/index.ts';

/** For whom a guarded window is opened. */
export type GuestPurpose = 'operator' | 'enrollee' | 'approver';

/** Time as the desk needs it: wall clock for records, monotonic for everything that runs out. */
export interface DeskClock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly monotonicMs: () => number;
  /** Calls `action` once after so many milliseconds; the answer cancels. */
  readonly after: (ms: number, action: () => void) => () => void;
}

/** What a signed-in operator makes possible. */
export interface OpenTenant {
  readonly directory: Directory;
  readonly enrollments: Enrollments;
  /** Reads tenant and station, as the operator, and holds them to the site's checks. @throws DirectoryError */
  readonly checkPosture: () => Promise<PostureReport>;
}

/** The desk's settings, already checked. Times in seconds. */
export interface DeskSettings {
  readonly site: {
    readonly name: string;
    readonly station: string;
    readonly accent: string | null;
    readonly helpContact: string;
    /** Whom people call about a sign-in that was not theirs. */
    readonly notMeContact: string;
    /** The site's page for help. */
    readonly helpAddress: string | null;
    readonly sounds: boolean;
    /** Whether people can have that on paper. */
    readonly prints: boolean;
  };
  readonly simulated: boolean;
  /** The legal hold of the configuration, or who lifted the last one. */
  readonly hold: HoldSettings;
  /** Whether the package was made with a stand-in for Electron, for trials alone. */
  readonly notForRelease: boolean;
  readonly language: Language;
  readonly groupNames: Readonly<Record<Scenario | 'privileged', string>>;
  /** The site's script: its words for documents, whom to call, and until when operators are trained. */
  readonly proofing: ProofingSettings;
  /** The format of keyboard readers as it is configured, and whether the machine's file locks it. */
  readonly badgeFormat: BadgeFormat;
  readonly badgeFormatLocked: boolean;
  /** How long a card has to stay on its reader. */
  readonly cardPresence: Readonly<Record<'uid' | 'piv', CardPresence>>;
  /** The policy in force, as it is read on the operator's screen. */
  readonly policy: PolicyInWords;
  /** Role ids of which an operator must hold one, active. */
  readonly issuingRoleIds: readonly string[];
  /** A role of the operator that ends sooner than this is pointed out. */
  readonly roleEndWarningMinutes: number;
  /** What the desk says about the person's own phone. */
  readonly phone: {
    readonly guestNetwork: SiteText | null;
    readonly stores: Readonly<Record<PhonePlatform, string>>;
    readonly securityInfo: { readonly address: string; readonly short: string | null };
    readonly password: { readonly address: string; readonly short: string | null };
    /** Seconds between two looks for what was registered there. */
    readonly looksEvery: number;
    /** Whether a page in the guarded window can reach a phone's passkey here (hybrid transport). */
    readonly passkeyReachable: boolean;
  };
  /** Where a signed-in person registers methods; `{login_hint}` is replaced by the user name. */
  readonly securityInfoUrl: string;
  /** The same for who sets a new password. */
  readonly passwordUrl: string;
  /** Whether people set one once their new method is there. */
  readonly passwordChange: 'not-asked' | 'offered' | 'required';
  /** `host` or `host:port` of the page that takes the pass. */
  readonly signInHost: string;
  /** Authentication context to be asked for in the test sign-in, such as `c1`. */
  readonly authenticationContext: string | null;
  /** Of whom it is asked: of everybody, or not of who registered Authenticator. */
  readonly contextFor: 'every-method' | 'passkeys';
  readonly visibleSeconds: number;
  /** Untouched for so long while a pass lives: the person has walked away. */
  readonly walkAwaySeconds: Readonly<
    Record<'approving' | 'reveal' | 'register' | 'phone' | 'retest', number>
  >;
  /** How long a request for approval stands. */
  readonly approvalSeconds: number;
  readonly doneSeconds: number;
  /** Most the station's clock may differ from the service's. */
  readonly clockSkewSeconds: number;
  readonly signInSeconds: number;
  /** The desk's own keyboard: offered where people can touch, there from the beginning, or not at all. */
  readonly onScreenKeyboard: 'auto' | 'always' | 'never';
  /** Null where the operator's screen is not locked between two people. */
  readonly operatorPin: { readonly digits: number; readonly tries: number } | null;
  /** Role ids of which a supervisor must hold one, active. */
  readonly supervisorRoleIds: readonly string[];
  /** How often tenant and station are looked at while the desk is open. */
  readonly postureEveryMinutes: number;
  /** How many checks of the baseline the site has switched off. */
  readonly waivedChecks: number;
}

/** What is attached, and the format of keyboard readers. */
export interface ReaderPorts {
  /** Readers with a cable; null where the site uses none. */
  readonly watch: ReaderWatch | null;
  /** Has keyboard readers read by a format from now on. */
  readonly useFormat: (format: BadgeFormat) => void;
  /** Writes a format into the site's file. @returns why it could not be written; null when it was */
  readonly saveFormat: (format: BadgeFormat) => ProblemCode | null;
}

/** Everything the desk acts on. */
export interface DeskPorts {
  readonly settings: DeskSettings;
  readonly pin: PinKeeper;
  readonly clock: DeskClock;
  readonly identity: Identity;
  readonly journal: StationJournal;
  readonly log: Logger;
  readonly newId: () => string;
  readonly openTenant: (session: OperatorSession) => Promise<OpenTenant>;
  /** Signs a supervisor in with a session of their own, reads who they are and which roles they hold, and forgets it. */
  readonly askSupervisor: (window: SignInWindow, signal: AbortSignal) => Promise<OperatorFacts>;
  /** What the supervisor's console shows and does. */
  readonly consoleData: ConsoleData;
  /** What a second person's session asks for, and what it is used for: who they are and which roles they hold. */
  readonly approver: {
    readonly scopes: readonly string[];
    /** @throws DirectoryError */
    readonly read: (session: SecondSession) => Promise<OperatorFacts>;
  };
  /** Has a security key at the desk make a credential for the tenant's own sign-in page. */
  readonly makeKey: MakeKey;
  /** Prints the page that people take along. @returns whether the system took it; null where the site does not print */
  readonly printLeaveBehind: ((about: LeaveBehind) => Promise<boolean>) | null;
  /** Asks the tenant's sign-in service, without signing in, for its time. @throws DirectoryError */
  readonly probeTenant: () => Promise<{ readonly serverTime: number | null }>;
  /** What of the station itself stands against opening; null when nothing does. */
  readonly inspectStation: () => Promise<Problem | null>;
  /** By what a badge becomes a person: the site's rules and its own lists. */
  readonly badges: Identifying;
  readonly readers: ReaderPorts;
  /** The fleet's ledger; null where the station belongs to no fleet. */
  readonly ledger: DeskLedger | null;
  /** Approvals at other desks; null: only here. */
  readonly elsewhere: ApprovalsElsewhere | null;
  /** Reads a badge number that the operator typed, by the same rules as a reader's. */
  readonly readTyped: (text: string) => BadgeEvent;
  /** Opens a guarded window inside the desk's window. */
  readonly openGuest: (purpose: GuestPurpose) => Promise<Guest>;
  /** Told at each change whether somebody is being enrolled. */
  readonly enrolling: (busy: boolean) => void;
  /** Whether somebody waits to replace the program: nobody new is enrolled. */
  readonly updateWaits: () => boolean;
  readonly push: <P extends Push>(name: P, message: PushOf<P>) => void;
}

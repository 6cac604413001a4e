import { z } from 'zod';
import { alertsConfig } from '../alerts/index.ts';
import { badgeConfig } from '../badge/index.ts';
import { checkpointsConfig } from '../checkpoints/index.ts';
import { ledgerConfig } from '../ledger/index.ts';
import { monitoringConfig } from '../monitoring/index.ts';
import { policyConfig } from '../policy/index.ts';
import { postureConfig } from '../posture/index.ts';
import { retentionConfig } from '../retention/index.ts';
import { telemetryConfig } from '../telemetry/index.ts';
import { language, scanAddress } from '../../shared/index.ts';
import { phoneConfig } from './phone-config.ts';

/**
 * The desk's configuration: one JSON file, read once at start. Unknown keys are errors, so that a mistyped
 * setting is never silently the default.
 */

const guid = z.guid();
const httpsUrl = z.url({ protocol: /^https$/ });
const groupName = z.string().min(1).max(256);

/** The station's reading identity: an application of its own, with a certificate and permissions to read alone. */
const reader = z
  .strictObject({
    clientId: guid,
    /** PEM. */
    certificateFile: z.string().min(1),
    /** PEM (PKCS#8), readable for the desk's account alone. */
    privateKeyFile: z.string().min(1),
  })
  .nullable()
  .default(null);

const realTenant = z.strictObject({
  /** Hosts differ by cloud, and an app registration lives in one cloud only. */
  cloud: z.enum(['global', 'gcc-high', 'dod']),
  tenantId: guid,
  clientId: guid,
  reader,
});

/** As the simulated tenant prints it at start; never reached without the switch `--simulated`. */
const simulatedTenant = z.strictObject({
  cloud: z.literal('simulated'),
  tenantId: guid,
  clientId: z.string().min(1),
  reader,
  graph: httpsUrl,
  authority: httpsUrl,
  securityInfo: httpsUrl,
  /** PEM file of the simulation's own certificate authority. */
  caFile: z.string().min(1),
  /** The one certificate that guarded windows accept in the simulation, as `sha256/BASE64`. */
  leafFingerprint: z.string().regex(/^sha256\//),
  /** A security key that is always plugged in and touched, for trying the simulation without one. */
  simulatedKey: z.boolean().default(false),
});

const seconds = (fallback: number, most: number) => z.int().min(5).max(most).default(fallback);

export const configSchema = z.strictObject({
  station: z.strictObject({
    /** Stands in every journal entry. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'small letters, digits and hyphens, at most 32'),
    name: z.string().min(1).max(64),
    site: z.string().min(1).max(64),
    /** Whom people call when something does not work tomorrow. */
    helpContact: z.string().min(1).max(120),
    /** Whom people call about a sign-in that was not theirs; `helpContact` when left out. */
    notMeContact: z.string().min(1).max(120).nullable().default(null),
    /** The site's page for help, as a square for the phone's camera on the last screen. */
    helpAddress: scanAddress.nullable().default(null),
    language: language.default('en'),
    accent: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'a colour as #rrggbb')
      .nullable()
      .default(null),
    sounds: z.boolean().default(true),
  }),
  tenant: z.discriminatedUnion('cloud', [realTenant, simulatedTenant]),
  groups: z
    .strictObject({
      'new-hire': groupName.default('TAP-Onboarding-Users'),
      'lost-phone': groupName.default('TAP-Recovery-Users'),
      're-registration': groupName.default('TAP-Recovery-Users'),
      /** For privileged people, whatever the scenario; used only where `policy.privileged.allowed`. */
      privileged: groupName.default('TAP-Privileged-Emergency'),
    })
    .prefault({}),
  policy: policyConfig.prefault({}),
  posture: postureConfig.prefault({}),
  monitoring: monitoringConfig.prefault({}),
  alerts: alertsConfig.prefault({}),
  ledger: ledgerConfig,
  checkpoints: checkpointsConfig.prefault({}),
  telemetry: telemetryConfig,
  retention: retentionConfig.prefault({}),
  badge: badgeConfig.prefault({}),
  phone: phoneConfig.prefault({}),
  keys: z
    .strictObject({
      /**
       * On Linux: where libfido2's `fido2-token`, `fido2-cred` and `fido2-assert` are, such as /usr/bin. Null: no key is
       * prepared there. The person types its PIN at the desk then, which a site has to want.
       */
      toolsFolder: z.string().startsWith('/').max(256).nullable().default(null),
    })
    .prefault({}),
  retest: z
    .strictObject({
      /** An authentication context bound to a strength in the tenant, asked for in the test sign-in. */
      authenticationContext: z
        .string()
        .regex(/^c([1-9]|[1-9][0-9])$/, 'c1 to c99')
        .nullable()
        .default(null),
      /** `passkeys`: not asked of who registered Authenticator, where the strength behind it wants more than that. */
      contextFor: z.enum(['every-method', 'passkeys']).default('every-method'),
    })
    .prefault({}),
  close: z
    .strictObject({
      /** Ends the person's other sign-in sessions when the enrollment is done. */
      revokeSignInSessions: z.boolean().default(true),
    })
    .prefault({}),
  times: z
    .strictObject({
      /** How long the pass may be visible in all. */
      visibleSeconds: seconds(60, 60),
      /** How long a request for a second person's approval stands. */
      approvalSeconds: seconds(300, 1800),
      walkAwayApprovingSeconds: seconds(60, 600),
      walkAwayRevealSeconds: seconds(60, 600),
      walkAwayRegisterSeconds: seconds(180, 900),
      walkAwayPhoneSeconds: seconds(600, 1800),
      walkAwayRetestSeconds: seconds(180, 900),
      doneSeconds: seconds(60, 600),
      clockSkewSeconds: seconds(120, 300),
      signInSeconds: seconds(300, 900),
    })
    .prefault({}),
  /** Proves that whoever takes the screen back is the operator who signed in. */
  operatorPin: z
    .strictObject({
      asked: z.enum(['kiosk', 'always', 'never']).default('kiosk'),
      digits: z.int().min(4).max(8).default(4),
      /** So many wrong ones, and the operator has to sign in again. */
      tries: z.int().min(1).max(10).default(3),
    })
    .prefault({}),
  desk: z
    .strictObject({
      /** The desk's own keyboard: offered where people can touch the screen, there from the beginning, or not at all. */
      onScreenKeyboard: z.enum(['auto', 'always', 'never']).default('auto'),
    })
    .prefault({}),
  /** The page that people take along. Off where no printer is named; nothing of it is kept here. */
  leaveBehind: z
    .strictObject({
      /** As the operating system names it; only this page is ever sent to it. */
      printer: z.string().min(1).max(120).nullable().default(null),
      paper: z.enum(['A4', 'Letter']).default('A4'),
    })
    .prefault({}),
  window: z
    .strictObject({
      /** False only for trying Tapdesk out: a window that can be moved and closed. */
      kiosk: z.boolean().default(true),
    })
    .prefault({}),
  /** Where the journal is kept; the system's own place for application data when left out. */
  dataFolder: z.string().min(1).nullable().default(null),
  /** Paths such as `policy.hours` that files after this one may only make stricter. */
  locked: z.array(z.string().min(1)).default([]),
});

export type Config = z.infer<typeof configSchema>;
export type SimulatedTenant = z.infer<typeof simulatedTenant>;

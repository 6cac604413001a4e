import type { DeskSettings } from '../desk/index.ts';
import { describePolicy } from '../policy/index.ts';
import { waivedBy } from '../posture/index.ts';
import { authenticatorStores, type Config, type TenantSettings } from '../config/index.ts';
import { defaultSettings } from '../enrollment/index.ts';
import { keysWorkHere } from './station-ways.ts';

/** Asked for where the display is handed to and fro for real, unless the site says otherwise. */
const operatorPin = ({
  operatorPin: { asked, digits, tries },
  window,
}: Config): DeskSettings['operatorPin'] =>
  asked === 'always' || (asked === 'kiosk' && window.kiosk) ? { digits, tries } : null;

/** What the settings take from the program and the machine. */
interface Host {
  readonly platform: NodeJS.Platform;
  /** As the package says it. */
  readonly version: string;
}

export const deskSettings = (
  config: Config,
  tenant: TenantSettings,
  { platform, version }: Host,
): DeskSettings => {
  const { badge, station, times } = config;
  const simulated = tenant.simulated !== null;
  return {
    site: {
      name: station.site,
      station: station.name,
      accent: station.accent,
      helpContact: station.helpContact,
      notMeContact: station.notMeContact ?? station.helpContact,
      helpAddress: station.helpAddress,
      sounds: station.sounds,
      prints: config.leaveBehind.printer !== null,
    },
    simulated,
    hold: config.retention,
    notForRelease: version.endsWith('-not-for-release'),
    language: station.language,
    groupNames: config.groups,
    proofing: config.policy.proofing,
    badgeFormat: { suffix: badge.suffix, layout: badge.layout, digits: badge.digits },
    badgeFormatLocked: ['badge', 'badge.suffix', 'badge.layout', 'badge.digits'].some((path) =>
      config.locked.includes(path),
    ),
    cardPresence: config.policy.cardPresence,
    policy: describePolicy(config.policy),
    issuingRoleIds: config.policy.operatorRoleIds,
    roleEndWarningMinutes: config.policy.roleEndWarningMinutes,
    phone: {
      guestNetwork: config.phone.guestNetwork,
      stores: {
        ios: config.phone.stores.ios ?? authenticatorStores.ios,
        android: config.phone.stores.android ?? authenticatorStores.android,
      },
      securityInfo: tenant.securityInfoOnPhone,
      password: tenant.passwordOnPhone,
      looksEvery: defaultSettings.pollSeconds,
      passkeyReachable: keysWorkHere(platform, simulated),
    },
    securityInfoUrl: tenant.securityInfoUrl,
    passwordUrl: tenant.passwordUrl,
    passwordChange: config.policy.passwordChange,
    signInHost: tenant.signInHost,
    authenticationContext: config.retest.authenticationContext,
    contextFor: config.retest.contextFor,
    visibleSeconds: times.visibleSeconds,
    walkAwaySeconds: {
      approving: times.walkAwayApprovingSeconds,
      reveal: times.walkAwayRevealSeconds,
      register: times.walkAwayRegisterSeconds,
      phone: times.walkAwayPhoneSeconds,
      retest: times.walkAwayRetestSeconds,
    },
    approvalSeconds: times.approvalSeconds,
    doneSeconds: times.doneSeconds,
    clockSkewSeconds: times.clockSkewSeconds,
    signInSeconds: times.signInSeconds,
    onScreenKeyboard: config.desk.onScreenKeyboard,
    operatorPin: operatorPin(config),
    supervisorRoleIds: config.policy.approval.supervisorRoleIds,
    postureEveryMinutes: config.posture.everyMinutes,
    waivedChecks: waivedBy(config.posture).length,
  };
};

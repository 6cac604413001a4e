import { randomBytes, randomUUID } from 'node:crypto';
import type { Problem } from '../../shared/index.ts';
import type { ChannelSettings } from '../alerts/index.ts';
import { openBadgeLists, type BadgeHash, type KeyHash } from '../badge/index.ts';
import { createDesk, type Desk, type DeskPorts } from '../desk/index.ts';
import {
  createGraphDirectory,
  createReadAccess,
  createReadTenant,
  probeService,
  type Directory,
  type GraphDirectoryOptions,
} from '../directory/index.ts';
import { createEnrollments, defaultSettings } from '../enrollment/index.ts';
import {
  createMsalIdentity,
  createPinKeeper,
  createReader,
  type Identity,
  type OperatorSession,
  type Reader,
  type ReaderKey,
} from '../identity/index.ts';
import { replaceFile, type StationJournal } from '../journal/index.ts';
import type { DeskWindow } from '../kiosk/index.ts';
import type { Logger } from '../log/index.ts';
import { openAlerting } from './alerting.ts';
import { approvalsElsewhere } from './approvals-elsewhere.ts';
import { openBadges } from './badges.ts';
import { clock } from './clock.ts';
import { deskSettings } from './desk-settings.ts';
import { createCheckPosture } from './posture.ts';
import type { Fleet } from './fleet.ts';
import { keyToolsAt, keyToolsFolder } from './key-tools.ts';
import type { Telling } from './telling.ts';
import { openPages } from './pages.ts';
import { createServiceFetch } from './service-fetch.ts';
import { stationWays } from './station-ways.ts';
import {
  approverScopesOf,
  saveSettings,
  scopesOf,
  type Config,
  type TenantSettings,
} from '../config/index.ts';

export interface Composition {
  readonly config: Config;
  /** The machine's file before the site's. */
  readonly configFiles: readonly string[];
  readonly tenant: TenantSettings;
  readonly journal: StationJournal;
  /** What is told outside of the work. */
  readonly telling: Pick<Telling, 'fetch'>;
  /** The way to the ledger; null where the station belongs to no fleet. */
  readonly fleet: Fleet | null;
  /** Where the journal is, and the site's lists of badges. */
  readonly dataFolder: string;
  /** Names a badge for the journal. */
  readonly hashBadge: BadgeHash;
  /** Names one key of a badge for the site's lists. */
  readonly hashBadgeKey: KeyHash;
  readonly window: DeskWindow;
  readonly log: Logger;
  /** The station's reading identity; null: it has none, and the operator reads everything. */
  readonly readerKey: ReaderKey | null;
  /** What of the station itself stands against opening. */
  readonly inspectStation: () => Promise<Problem | null>;
  /** As the package says it. */
  readonly version: string;
  /** Told at each change whether somebody is being enrolled. */
  readonly enrolling: (busy: boolean) => void;
  /** Whether somebody waits to replace the program. */
  readonly updateWaits: () => boolean;
  /** Where alerts go, with what the files of their configuration hold. */
  readonly channels: ChannelSettings;
}

const newId = (): string => randomUUID();

/** Signs the station's reading identity in when it is first needed. */
const openReader = ({ readerKey, tenant, log }: Composition, serviceFetch: typeof fetch): Reader | null =>
  readerKey === null
    ? null
    : createReader(readerKey, { ...tenant, fetch: serviceFetch, log: log.module('identity') });

/** Graph as whoever the session is of. */
const createAccess =
  ({ tenant, log, fleet }: Composition, serviceFetch: typeof fetch, reader: Reader | null) =>
  ({ accessToken }: Pick<OperatorSession, 'accessToken'>): GraphDirectoryOptions => ({
    graphHost: tenant.graphHost,
    fetch: serviceFetch,
    accessToken,
    readerToken: reader?.accessToken,
    clock,
    random: Math.random,
    log: log.module('directory'),
    sleep: clock.sleep,
    quota: fleet?.quota,
  });
type Access = ReturnType<typeof createAccess>;

/** The directory as whoever the session is of. */
const createOpenDirectory =
  (access: Access) =>
  (session: Pick<OperatorSession, 'accessToken'>): Directory =>
    createGraphDirectory(access(session));

const createApprover = (
  tenant: TenantSettings,
  openDirectory: ReturnType<typeof createOpenDirectory>,
): DeskPorts['approver'] => ({
  scopes: approverScopesOf(tenant.graphHost),
  read: async (session) => (await openDirectory(session).readOperator({ correlationId: newId() })).value,
});

/** As old as the last look at tenant and station may be, and a little: the next one takes its time. */
const accessAgeMs = ({ posture }: Config): number => (posture.everyMinutes + 5) * 60_000;

const createOpenTenant = (
  { config, tenant, journal, log, fleet }: Composition,
  access: Access,
  reader: Reader | null,
): DeskPorts['openTenant'] => {
  return async (session: OperatorSession) => {
    const reads = access(reader ?? session);
    const reading = createReadAccess(reads);
    const directory = createGraphDirectory({
      ...access(session),
      access: { read: reading.readAccess, maximumAgeMs: accessAgeMs(config) },
    });
    const names = [...new Set(Object.values(config.groups))];
    const groups = await directory.findGroups(names, {
      correlationId: newId(),
    });
    const enrollments = createEnrollments({
      directory,
      journal,
      policy: config.policy,
      groups: groupIds(config, groups),
      ...(fleet === null ? {} : { leases: fleet.leases }),
      stationWays: stationWays(
        tenant,
        process.platform,
        keyToolsAt(keyToolsFolder(config, process.platform)),
      ),
      appId: config.tenant.clientId,
      settings: {
        revokeSessions: config.close.revokeSignInSessions,
        clockSkewSeconds: config.times.clockSkewSeconds,
        deadlineSeconds: {
          ...defaultSettings.deadlineSeconds,
          approval: config.times.approvalSeconds,
        },
      },
      clock,
      newId,
      log: log.module('enrollment'),
    });
    const readTenant = createReadTenant(reads, reading);
    const readBy = reader === null ? 'operator' : 'reader';
    return {
      directory,
      enrollments,
      checkPosture: createCheckPosture({ config, journal, readTenant, readBy }),
    };
  };
};

/** Their session asks for who they are and which roles they hold, and is forgotten at once. */
const createAskSupervisor =
  (
    { tenant, log }: Composition,
    identity: Identity,
    serviceFetch: typeof fetch,
  ): DeskPorts['askSupervisor'] =>
  async (window, signal) => {
    const scopes = approverScopesOf(tenant.graphHost);
    const session = await identity.signInSecond({ scopes }, window, signal);
    try {
      const directory = createGraphDirectory({
        graphHost: tenant.graphHost,
        fetch: serviceFetch,
        accessToken: session.accessToken,
        clock,
        random: Math.random,
        log: log.module('directory'),
        sleep: clock.sleep,
      });
      return (await directory.readOperator({ correlationId: newId() })).value;
    } finally {
      await session.signOut();
    }
  };

const groupIds = (
  { groups }: Config,
  found: readonly { readonly id: string; readonly displayName: string }[],
): Readonly<Record<keyof Config['groups'], string>> => {
  // A group that is missing keeps its name as its id: the policy then refuses, naming the group.
  const idOf = (name: string): string => found.find((one) => one.displayName === name)?.id ?? name;
  return {
    'new-hire': idOf(groups['new-hire']),
    'lost-phone': idOf(groups['lost-phone']),
    're-registration': idOf(groups['re-registration']),
    privileged: idOf(groups.privileged),
  };
};

/** The desk, and what it does beside its work. */
export interface Composed {
  readonly desk: Desk;
  /** Looks at logs and journals from now on, and sends what is due. */
  readonly startWatching: () => void;
  /** How many deliveries of alerts are due. */
  readonly alertsWaiting: () => number;
  readonly close: () => void;
}

/** Puts the whole desk together: the one place that knows every part. */
export const compose = (composition: Composition): Composed => {
  const { config, tenant, journal, window, log } = composition;
  const serviceFetch = composition.telling.fetch(createServiceFetch(tenant), tenant);
  const reader = openReader(composition, serviceFetch);
  const access = createAccess(composition, serviceFetch, reader);
  let enrolling = false;
  const alerting = openAlerting({
    ...composition,
    log: log.module('alerts'),
    reads: reader === null ? null : access(reader),
    busy: () => enrolling,
  });
  const badges = openBadges({
    ...composition,
    textExpected: () => desk.takesText(),
    askPin: (question, signal) => desk.askPin(question, signal),
  });
  const identity = createMsalIdentity({
    clientId: tenant.clientId,
    authority: tenant.authority,
    knownAuthorities: tenant.knownAuthorities,
    protocolMode: tenant.protocolMode,
    scopes: scopesOf(tenant.graphHost, config.badge),
    fetch: serviceFetch,
    clock,
    log: log.module('identity'),
  });
  const desk = createDesk(
    {
      settings: deskSettings(config, tenant, {
        platform: process.platform,
        version: composition.version,
      }),
      clock,
      pin: createPinKeeper(randomBytes),
      identity,
      journal,
      log: log.module('desk'),
      newId,
      openTenant: createOpenTenant(composition, access, reader),
      approver: createApprover(tenant, createOpenDirectory(access)),
      askSupervisor: createAskSupervisor(composition, identity, serviceFetch),
      probeTenant: () => probeService(tenant.discovery, serviceFetch),
      inspectStation: composition.inspectStation,
      badges: {
        mapping: config.badge.mapping,
        lists: openBadgeLists({
          folder: composition.dataFolder,
          hash: composition.hashBadgeKey,
          replace: replaceFile,
        }),
        hash: composition.hashBadge,
      },
      readers: {
        watch: badges.cards?.watch ?? null,
        useFormat: badges.useFormat,
        saveFormat: (format) => saveSettings(composition.configFiles, { badge: format }),
      },
      readTyped: badges.readTyped,
      ...openPages(composition),
      ledger: composition.fleet?.ledger ?? null,
      elsewhere: approvalsElsewhere(composition, createOpenDirectory(access), newId),
      updateWaits: composition.updateWaits,
      enrolling: (busy) => {
        enrolling = busy;
        composition.enrolling(busy);
      },
      consoleData: alerting.consoleData,
      push: (name, message) => window.push(name, message),
    },
    badges.readers,
  );
  window.onActivity(() => desk.activity());
  const { watcher, waiting, close } = alerting;
  return { desk, startWatching: watcher.start, alertsWaiting: waiting, close };
};

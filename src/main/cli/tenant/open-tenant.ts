import { readFile } from 'node:fs/promises';
import {
  checkConfig,
  readConfig,
  readReaderKey,
  scopesOf,
  tenantSettings,
  type Config,
  type ReaderFiles,
  type TenantSettings,
} from '../../config/index.ts';
import {
  createGraphDirectory,
  createReadAccess,
  type Directory,
  type GraphDirectoryOptions,
} from '../../directory/index.ts';
import {
  createMsalIdentity,
  createReader,
  type OperatorSession,
  type SignInWindow,
} from '../../identity/index.ts';
import { UsageError } from '../usage-error.ts';
import { demoConfig } from '../simulation/demo-config.ts';
import { signInByHttp } from '../simulation/sign-in-pages.ts';
import { startTenant, type TenantInfo } from '../simulation/start-tenant.ts';
import { createFetch, type Fetch, type OwnFetch } from './trusting-fetch.ts';

/** Who signs in for a command, and with which permissions. */
export interface SignInAs {
  /** Who of the simulated town does it there, such as `operator`; on a real tenant a person signs in. */
  readonly part: string;
  /** Graph permissions by their short names, such as `User.Read.All`; the desk's own when left out. */
  readonly permissions?: readonly string[];
  /** The application that they sign in to; the desk's own when left out. */
  readonly clientId?: string;
  /** Nothing but reading is done: the station's reading identity does it, where there is one, and nobody signs in. */
  readonly readsOnly?: true;
}

/** A tenant that a command works on. */
export interface OpenTenant {
  readonly config: Config;
  readonly settings: TenantSettings;
  readonly fetch: Fetch;
  /** Whoever signed in for it, or the station's reading identity. */
  readonly session: Pick<OperatorSession, 'accessToken'>;
  /** Who that is, for people. */
  readonly readBy: string;
  /** Object id of whoever signed in; null: nobody did. */
  readonly personId: string | null;
  readonly directory: Directory;
  /** The first line of the simulated tenant; null on a real one. */
  readonly simulation: TenantInfo | null;
  /** Another sign-in on the same tenant, for what needs another role. */
  readonly signIn: (as: SignInAs) => Promise<OperatorSession>;
  readonly close: () => Promise<void>;
}

/** What reading a tenant takes of it. */
export type TenantToRead = Pick<OpenTenant, 'config' | 'settings' | 'fetch' | 'simulation'> & {
  readonly session: Pick<OperatorSession, 'accessToken'>;
};

interface Means {
  readonly error: (text: string) => void;
  readonly simulatorProgram: string | null;
  readonly clock: { readonly now: () => number; readonly monotonicMs: () => number };
  readonly simulated: string | null;
  /** The simulated station has a reading identity. */
  readonly reader: boolean;
  readonly configFiles: readonly string[];
}

/** What is there before anybody has signed in. */
interface Place {
  readonly config: Config;
  readonly settings: TenantSettings;
  readonly own: OwnFetch;
  readonly simulation: TenantInfo | null;
  readonly reader: ReaderFiles | null;
  readonly stop: () => Promise<void>;
}

const never = new AbortController().signal;

const simulatedPlace = async (means: Means, variant: string): Promise<Place> => {
  if (means.simulatorProgram === null)
    throw new UsageError('--simulated: the simulated tenant is not installed here');
  const { info, stop } = await startTenant(means.simulatorProgram, [
    ...['--variant', variant],
    ...(means.reader ? ['--reader', 'on'] : []),
  ]);
  try {
    const config = checkConfig(demoConfig(info, { caFile: info.caFile, dataFolder: null }));
    const own = createFetch(await readFile(info.caFile, 'utf8'));
    const settings = tenantSettings(config, true);
    return { config, settings, own, simulation: info, reader: readReaderKey(config, process.platform), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const configuredPlace = (configFiles: readonly string[]): Place => {
  if (configFiles.length === 0) throw new UsageError('say which tenant: --config FILE, or --simulated');
  const config = readConfig(...configFiles);
  const settings = tenantSettings(config, false);
  const reader = readReaderKey(config, process.platform);
  return { config, settings, own: createFetch(), simulation: null, reader, stop: () => Promise.resolve() };
};

/** Whoever sits at the terminal opens the address in a browser of theirs. */
const windowAtTerminal = (means: Means): SignInWindow => ({
  open: (address) => {
    means.error(`Sign in with a browser on this machine:\n${address}\n`);
    return Promise.resolve({ closed: new Promise<void>(() => undefined), close: () => undefined });
  },
});

/** The simulated town signs in by itself, through the same pages as people do. */
const windowOfTown = (place: Place, info: TenantInfo, part: string): SignInWindow => {
  const user = info.users.find((one) => one.part === part);
  if (user?.password === undefined) throw new UsageError(`nobody in the simulated town signs in as ${part}`);
  const who = { userPrincipalName: user.userPrincipalName, password: user.password };
  return {
    open: (address) => {
      const closed = signInByHttp(place.own.fetch, address, who).then((complaint) =>
        complaint === null ? new Promise<void>(() => undefined) : undefined,
      );
      return Promise.resolve({ closed, close: () => undefined });
    },
  };
};

const signInAt = (place: Place, means: Means, as: SignInAs): Promise<OperatorSession> => {
  const { settings, own, simulation } = place;
  const identity = createMsalIdentity({
    clientId: as.clientId ?? settings.clientId,
    authority: settings.authority,
    knownAuthorities: settings.knownAuthorities,
    protocolMode: settings.protocolMode,
    scopes:
      as.permissions?.map((name) => `${settings.graphHost}/${name}`) ??
      scopesOf(settings.graphHost, place.config.badge),
    fetch: own.fetch,
    clock: means.clock,
  });
  const window = simulation === null ? windowAtTerminal(means) : windowOfTown(place, simulation, as.part);
  return identity.signInOperator(window, never);
};

/** Whoever reads: the station itself where that is enough and it can, otherwise a person who signs in. */
const openSession = async (
  place: Place,
  means: Means,
  as: SignInAs,
): Promise<Pick<OpenTenant, 'session' | 'readBy' | 'personId'>> => {
  if (as.readsOnly === true && place.reader !== null) {
    const session = createReader(place.reader, { ...place.settings, fetch: place.own.fetch });
    const readBy = `the station's reading identity (application ${session.clientId})`;
    return { session, readBy, personId: null };
  }
  const session = await signInAt(place, means, as);
  const { id, userPrincipalName } = session.account;
  return { session, readBy: userPrincipalName, personId: id };
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Opens the tenant a command is for: the simulated one, started for it and signed in to by itself, or the
 * configured one, where a person signs in.
 *
 * @throws UsageError, ConfigError, IdentityError
 */
export const createOpenTenant =
  (means: Means) =>
  async (as: SignInAs): Promise<OpenTenant> => {
    const place =
      means.simulated === null
        ? configuredPlace(means.configFiles)
        : await simulatedPlace(means, means.simulated);
    const close = async (): Promise<void> => {
      await place.own.close();
      await place.stop();
    };
    try {
      const who = await openSession(place, means, as);
      const options: GraphDirectoryOptions = {
        graphHost: place.settings.graphHost,
        fetch: place.own.fetch,
        accessToken: who.session.accessToken,
        clock: means.clock,
        random: Math.random,
        sleep,
      };
      const { readAccess } = createReadAccess(options);
      // One reading for all that a command decides on.
      const directory = createGraphDirectory({
        ...options,
        access: { read: readAccess, maximumAgeMs: Infinity },
      });
      const { config, settings, simulation } = place;
      const signIn = (more: SignInAs): Promise<OperatorSession> => signInAt(place, means, more);
      return {
        ...{ config, settings, fetch: place.own.fetch, ...who },
        ...{ directory, simulation, signIn, close },
      };
    } catch (error) {
      await close();
      throw error;
    }
  };

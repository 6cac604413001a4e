import { randomBytes } from 'node:crypto';
import { mkdtemp, chmod, readFile, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { announcement } from './announcement.ts';
import { createControl } from './control/control.ts';
import type { Fault } from './faults/fault.ts';
import { createFaultInjector, type FaultInjector } from './faults/injector.ts';
import { createGraph, type GraphDependencies } from './graph/serve.ts';
import { createThrottle } from './graph/throttle.ts';
import { createIdentityEndpoint } from './identity/endpoint.ts';
import { createProvider } from './identity/provider.ts';
import { createReaderKey, type ReaderKey } from './identity/reader-key.ts';
import { createSignIn } from './identity/sign-in.ts';
import type { Options } from './options.ts';
import { createSecurityInfo } from './security-info/security-info.ts';
import { createClock } from './tenant/clock.ts';
import { SIMULATED_TENANT_ID } from './tenant/ids.ts';
import type { Tenant } from './tenant/tenant.ts';
import { applicationObjectId, APPLICATIONS, PAGE_CLIENT_ID } from './town/applications.ts';
import { foundTenant } from './town/found.ts';
import { createAssets } from './wire/assets.ts';
import { listen } from './wire/listen.ts';
import { createRecorder } from './wire/record.ts';
import { createRouter, type Area } from './wire/router.ts';
import { createTls } from './wire/tls.ts';

export interface StartOptions extends Omit<Options, 'faults' | 'until-stdin-closes'> {
  readonly faults: readonly Fault[];
  /** Told about mistakes of the simulation itself. */
  readonly report: (error: unknown) => void;
}

/** A running simulation. */
export interface RunningTenant {
  /** The JSON of the first output line. */
  readonly announcement: Readonly<Record<string, unknown>>;
  readonly tenant: Tenant;
  readonly close: () => Promise<void>;
}

const APP_NAMES: ReadonlyMap<string, string> = new Map([
  [APPLICATIONS.desk, 'Tapdesk enrollment desk'],
  [APPLICATIONS.administration, 'Tapdesk administration'],
  [PAGE_CLIENT_ID, 'Security info'],
]);

/** Writes the CA where any user of the machine can read it. Keys are never written. */
/** Files that others need of this tenant. */
interface WrittenFiles {
  readonly file: string;
  readonly keepReader: (
    key: ReaderKey,
  ) => Promise<{ readonly certificateFile: string; readonly privateKeyFile: string }>;
  readonly remove: () => Promise<void>;
}

async function writeCa(pem: string): Promise<WrittenFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-simulated-tenant-'));
  await chmod(folder, 0o755);
  const file = path.join(folder, 'ca.pem');
  await writeFile(file, pem, { mode: 0o644 });
  return {
    file,
    keepReader: async ({ certificate, privateKey }) => {
      const certificateFile = path.join(folder, 'reader.pem');
      const privateKeyFile = path.join(folder, 'reader-key.pem');
      await writeFile(certificateFile, certificate);
      await writeFile(privateKeyFile, privateKey, { mode: 0o600 });
      return { certificateFile, privateKeyFile };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

interface Founded {
  readonly tenant: Tenant;
  readonly origin: string;
  readonly adminToken: string;
  readonly reader: ReaderKey | undefined;
}

const later = (milliseconds: number) =>
  milliseconds === 0 ? Promise.resolve() : new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

interface Issuing {
  readonly issuer: string;
  readonly publicKey: CryptoKey;
  readonly faults: FaultInjector;
}

function graphDependencies(options: StartOptions, founded: Founded, issuing: Issuing): GraphDependencies {
  const { tenant, origin, adminToken } = founded;
  const passTexts = () => tenant.issuedPasses.map((pass) => pass.text);
  return {
    tenant,
    origin,
    faults: issuing.faults,
    access: { issuer: issuing.issuer, audience: origin, publicKey: issuing.publicKey, adminToken },
    throttle: options.throttle === 'on' ? createThrottle(tenant.clock.now) : undefined,
    latencyMs: options.latency,
    wait: later,
    ticks: () => performance.now(),
    record: options.record === undefined ? undefined : createRecorder(options.record, passTexts),
    report: options.report,
  };
}

async function createAreas(options: StartOptions, founded: Founded): Promise<readonly Area[]> {
  const { tenant, origin, adminToken, reader } = founded;
  const mountPath = `/${SIMULATED_TENANT_ID}/v2.0`;
  const issuer = origin + mountPath;
  const keys = await generateKeyPair('RS256', { extractable: true });
  const signingKey = { ...(await exportJWK(keys.privateKey)), kid: 'simulated-tenant' };
  const pages = { tenant, origin, issuer, pageClientId: PAGE_CLIENT_ID };
  const provider = createProvider({
    ...pages,
    clientId: APPLICATIONS.desk,
    administrationClientId: APPLICATIONS.administration,
    reader: reader === undefined ? undefined : { clientId: APPLICATIONS.reader, publicKey: reader.publicKey },
    signingKey,
  });
  provider.on('server_error', (_ctx, error) => options.report(error));
  const faults = createFaultInjector([...options.faults, ...options.variant.faults]);
  const graph = createGraph(
    graphDependencies(options, founded, { issuer, publicKey: keys.publicKey, faults }),
  );
  const assets = await createAssets((name) =>
    readFile(new URL(`./browser/${name}`, import.meta.url), 'utf8'),
  );
  const signIn = createSignIn({ tenant, provider, origin, appNames: APP_NAMES });
  return [
    { prefix: '/v1.0', serve: graph },
    { prefix: '/beta', serve: graph },
    { prefix: mountPath, serve: createIdentityEndpoint({ tenant, provider, origin, mountPath }), faults },
    { prefix: '/signin', serve: signIn, faults },
    { prefix: '/security-info', serve: createSecurityInfo({ ...pages, provider }), faults },
    { prefix: '/simulator/assets', serve: assets },
    { prefix: '/favicon.ico', serve: assets },
    { prefix: '/simulator', serve: createControl({ tenant, faults, adminToken }) },
  ];
}

/** The key of the application that reads by itself; its registration shows the certificate. */
async function giveReaderItsKey(tenant: Tenant): Promise<ReaderKey> {
  const key = await createReaderKey(Date.now());
  const { applications } = tenant.shelves;
  const id = applicationObjectId(APPLICATIONS.reader);
  const application = applications.get(id);
  if (application !== undefined) applications.set(id, { ...application, keyCredentials: [key.credential] });
  return key;
}

/** Starts a simulated tenant on loopback. Throws the system's error when the port is taken or a file not writable. */
export async function startTenant(options: StartOptions): Promise<RunningTenant> {
  const clock = createClock(Date.now);
  const tls = await createTls(Date.now());
  const tenant = foundTenant({
    clock,
    randomBytes,
    settings: {
      propagationMs: options.propagation,
      methodDelayMs: options['method-delay'],
      logDelayMs: options['log-delay'],
    },
    variant: options.variant,
    extraPeople: options.users,
    extraPolicies: options.policies,
    crowd: options.crowd,
  });
  const reader = options.reader === 'on' ? await giveReaderItsKey(tenant) : undefined;
  let handler: RequestListener = (_request, response) => void response.writeHead(503).end();
  const listener = await listen(tls, options.port, (request, response) => handler(request, response));
  const origin = `https://localhost:${listener.port}`;
  const adminToken = randomBytes(32).toString('base64url');
  try {
    const areas = await createAreas(options, { tenant, origin, adminToken, reader });
    handler = createRouter({ origin, areas, now: clock.now, report: options.report });
    const ca = await writeCa(tls.ca);
    return {
      tenant,
      announcement: announcement({
        tenant,
        origin,
        issuer: `${origin}/${SIMULATED_TENANT_ID}/v2.0`,
        variant: options.variant,
        caFile: ca.file,
        leafFingerprint: tls.leafFingerprint,
        adminToken,
        reader,
        readerFiles: reader === undefined ? undefined : await ca.keepReader(reader),
      }),
      close: async () => {
        await listener.close();
        await ca.remove();
      },
    };
  } catch (error) {
    await listener.close();
    throw error;
  }
}

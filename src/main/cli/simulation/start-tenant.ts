import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const person = z.looseObject({
  id: z.string(),
  userPrincipalName: z.string(),
  employeeId: z.string().nullish(),
  roles: z.array(z.string()),
  /** What this person is for in the demo, such as new-hire. */
  part: z.string().optional(),
  password: z.string().optional(),
});

/** The first line that the simulated tenant prints: where it is and who lives there. */
export const tenantInfo = z.looseObject({
  tenantId: z.string(),
  graph: z.url(),
  authority: z.url(),
  securityInfo: z.url(),
  /** Of the certificate it serves, as Electron writes it: `sha256/BASE64`. */
  leafFingerprint: z.string(),
  caFile: z.string(),
  clientId: z.string(),
  /** The application that administrators sign in to. */
  administrationClientId: z.string().optional(),
  adminToken: z.string(),
  /** The application that reads by itself, where the tenant was started with one. */
  reader: z
    .looseObject({ clientId: z.string(), certificateFile: z.string(), privateKeyFile: z.string() })
    .optional(),
  /** By which the tenant knows the workstation that plays the station. */
  stationDeviceId: z.string(),
  users: z.array(person),
  /** What the station of the chosen variant tells of itself. */
  station: z.looseObject({ facts: z.unknown() }).optional(),
});

/** Where a simulated tenant answers, and who lives there; it may say more than is named here. */
export type TenantInfo = z.infer<typeof tenantInfo>;

export interface RunningTenant {
  readonly info: TenantInfo;
  /** Ends it and waits until it has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the simulated tenant, which ends with this process. What it says beside its first line goes to this
 * process's standard error.
 *
 * @param program its file
 * @param args its options, such as `--latency 100`
 * @throws Error when it ends before it is ready, or its first line is not what it should be
 */
export const startTenant = async (program: string, args: readonly string[] = []): Promise<RunningTenant> => {
  const child = spawn(process.execPath, [program, '--until-stdin-closes', ...args], {
    cwd: path.dirname(program),
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl+C in a terminal is for the desk, which takes away what is temporary while the tenant still answers.
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() =>
      Promise.reject(new Error('The simulated tenant ended before it was ready; see its message.')),
    ),
  ]);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  try {
    return { info: tenantInfo.parse(JSON.parse(first)), stop };
  } catch (cause) {
    await stop();
    throw new Error(`The simulated tenant's first line is not as expected: ${first.slice(0, 80)}`, { cause });
  }
};

// Starts the simulated tenant as the program it is and talks to it over TLS, as the desk does.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { z } from 'zod';

export interface AnnouncedUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly employeeId: string | null;
  readonly roles: readonly string[];
  readonly part: string;
  readonly password?: string;
}

export interface Announced {
  readonly graph: string;
  readonly authority: string;
  readonly caFile: string;
  readonly clientId: string;
  readonly administrationClientId: string;
  readonly users: readonly AnnouncedUser[];
  readonly adminToken: string;
  readonly tenantId: string;
  readonly securityInfo: string;
  /** The application that reads by itself, with `--reader on`. */
  readonly reader?: {
    readonly clientId: string;
    readonly certificate: string;
    readonly privateKey: string;
    readonly thumbprintSha256: string;
  };
  readonly leafFingerprint: string;
  readonly stationDeviceId: string;
  readonly groups: Readonly<
    Record<'onboarding' | 'recovery' | 'privilegedEmergency' | 'operators' | 'approvers', string>
  >;
}

const item = z.looseObject({ id: z.string().default('') });
const failed = z.object({ error: z.looseObject({ code: z.string(), message: z.string() }) });

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  readonly json: () => unknown;
  /** The members of a collection, or of another list. */
  readonly values: (list?: string) => readonly z.infer<typeof item>[];
  /** The first of them; there must be one. */
  readonly first: (list?: string) => z.infer<typeof item>;
  /** Graph's error. */
  readonly error: () => z.infer<typeof failed>['error'];
  /** A member of the body that is text. */
  readonly field: (name: string) => string;
}

export interface Asked {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** Cookies by name and path, as a browser would send them to one host. */
export class CookieJar {
  readonly #cookies = new Map<string, { name: string; value: string; path: string }>();

  take(headers: IncomingHttpHeaders): void {
    for (const line of headers['set-cookie'] ?? []) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const cookiePath = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      if (value === '') this.#cookies.delete(`${name} ${cookiePath}`);
      else this.#cookies.set(`${name} ${cookiePath}`, { name, value, path: cookiePath });
    }
  }

  headerFor(pathname: string): string {
    const fits = [...this.#cookies.values()].filter((one) => pathname.startsWith(one.path));
    return fits.map((one) => `${one.name}=${one.value}`).join('; ');
  }
}

export interface Simulator {
  readonly announced: Announced;
  readonly userAs: (part: string) => AnnouncedUser;
  readonly ask: (address: string, asked?: Asked, jar?: CookieJar) => Promise<Answer>;
  readonly stderr: () => string;
  readonly firstLine: string;
  readonly stop: () => Promise<number | null>;
}

const main = path.resolve(import.meta.dirname, '../../../src/simulator/main.ts');

function answerOf(response: IncomingMessage, bytes: Buffer): Answer {
  const text = bytes.toString('utf8');
  const json = (): unknown => JSON.parse(text);
  const values = (list = 'value') => z.array(item).parse(z.looseObject({}).parse(json())[list]);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    bytes,
    json,
    values,
    first: (list) => item.parse(values(list)[0]),
    error: () => failed.parse(json()).error,
    field: (name) => z.string().parse(z.looseObject({}).parse(json())[name]),
  };
}

interface Sending {
  readonly ca: string;
  readonly cookies: string;
}

function send(url: URL, asked: Asked, { ca, cookies }: Sending): Promise<Answer> {
  const body =
    asked.form === undefined
      ? asked.body === undefined
        ? undefined
        : JSON.stringify(asked.body)
      : new URLSearchParams(asked.form).toString();
  const type = asked.form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers: Record<string, string> = {
    ...(body === undefined
      ? {}
      : { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) }),
    ...(asked.token === undefined ? {} : { authorization: `Bearer ${asked.token}` }),
    ...(cookies === '' ? {} : { cookie: cookies }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const request = https.request(url, {
      ca,
      method: asked.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('The answer was cut off.')));
      response.on('end', () => {
        resolve(answerOf(response, Buffer.concat(chunks)));
      });
    });
    request.end(body);
  });
}

/** Starts `main.ts` with the given options and waits for its first line. */
export async function startSimulator(args: readonly string[] = []): Promise<Simulator> {
  const child = spawn(process.execPath, [main, '--until-stdin-closes', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), exited.then(() => undefined)]);
  if (first === undefined) throw new Error(`The simulator ended: ${stderr}`);
  const firstLine = String(first[0]);
  const announced = JSON.parse(firstLine) as Announced;
  const ca = readFileSync(announced.caFile, 'utf8');
  return {
    announced,
    firstLine,
    stderr: () => stderr,
    userAs: (part) => {
      const user = announced.users.find((one) => one.part === part);
      if (user === undefined) throw new Error(`Nobody plays ${part}.`);
      return user;
    },
    ask: async (address, asked = {}, jar) => {
      const url = new URL(address, announced.graph);
      const answer = await send(url, asked, { ca, cookies: jar?.headerFor(url.pathname) ?? '' });
      jar?.take(answer.headers);
      return answer;
    },
    stop: async () => {
      child.stdin.end();
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

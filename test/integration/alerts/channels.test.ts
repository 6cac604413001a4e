import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createOtlp,
  createSyslog,
  createSystemLog,
  createWebhook,
  DeliveryError,
  runProgram,
  type Channel,
} from '../../../src/main/alerts/index.ts';
import type { TlsMaterial } from '../../../src/simulator/wire/tls.ts';
import { alertLike } from '../../support/alerts.ts';
import { httpsReceiver, newTls, syslogReceiver } from '../../support/receivers.ts';

const means = { sender: { station: 'desk-1', simulated: false }, timeoutMs: 5_000 };
const hasty = { ...means, timeoutMs: 200 };
const message = {
  v: 1,
  type: 'tapdesk.alert',
  id: alertLike().id,
  at: '2026-11-22T21:04:00.000Z',
  rule: 'outside-hours',
  severity: 'medium',
  state: 'found',
  source: 'watch',
  station: 'desk-1',
  simulated: false,
  subject: alertLike().subject,
  actor: alertLike().actor,
  params: { passId: 'p-1', minutes: 7 },
};

let own: TlsMaterial;
let strange: TlsMaterial;
beforeAll(async () => {
  [own, strange] = [await newTls(), await newTls()];
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const opened = async <T extends { readonly close: () => Promise<void> }>(what: Promise<T>): Promise<T> => {
  const one = await what;
  closing.push(one.close);
  return one;
};

const codeOf = async (channel: Channel): Promise<string> => {
  try {
    await channel.deliver(alertLike(), Date.now());
    return 'delivered';
  } catch (error) {
    return error instanceof DeliveryError ? error.code : String(error);
  }
};

describe('the webhook', () => {
  const secret = randomBytes(32);
  const hook = (url: string, ca: string | null = own.ca, how = means): Channel =>
    createWebhook({ url, secret, ca }, how);

  it('posts what any library for Standard Webhooks verifies, whatever it is told first', async () => {
    const receiver = await opened(httpsReceiver(own));
    await hook(`${receiver.url}/alerts?site=1`).deliver(alertLike(), Date.now());
    const [request] = receiver.received;
    const verifier = new Webhook(`whsec_${secret.toString('base64')}`);
    expect(request?.path).toBe('/alerts?site=1');
    expect(request?.headers['webhook-id']).toBe(alertLike().id);
    expect(verifier.verify(request?.body ?? '', request?.headers ?? {})).toEqual(message);
    const changed = (request?.body ?? '').replace('outside-hours', 'outside-house');
    expect(() => verifier.verify(changed, request?.headers ?? {})).toThrow('No matching signature');
    const later = { ...request?.headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) + 60) };
    expect(() => verifier.verify(request?.body ?? '', later)).toThrow('No matching signature');
  });

  it.each([
    [429, 'busy'],
    [500, 'refused'],
    [503, 'busy'],
    [404, 'refused'],
    [302, 'refused'],
  ])('is not delivered with %i: %s', async (status, code) => {
    const receiver = await opened(httpsReceiver(own));
    receiver.answers({ status });
    expect(await codeOf(hook(receiver.url))).toBe(code);
    // A redirect is not followed.
    expect(receiver.received.map((one) => one.path)).toEqual(['/']);
  });

  it('tells a receiver that is slow from one that is gone and one that is not the site’s', async () => {
    const receiver = await opened(httpsReceiver(own));
    receiver.answers('hang');
    expect(await codeOf(hook(receiver.url, own.ca, hasty))).toBe('timeout');
    receiver.answers('reset');
    expect(await codeOf(hook(receiver.url))).toBe('unreachable');
    expect(await codeOf(hook(receiver.url, strange.ca))).toBe('untrusted');
    expect(await codeOf(hook(receiver.url, null))).toBe('untrusted');
    await receiver.close();
    closing.length = 0;
    expect(await codeOf(hook(receiver.url))).toBe('unreachable');
  });
});

describe('the OpenTelemetry collector', () => {
  it('gets one log record by the protocol', async () => {
    const receiver = await opened(httpsReceiver(own));
    receiver.answers({ status: 200, body: '{"partialSuccess":{}}' });
    const settings = { url: `${receiver.url}/v1/logs`, token: 'a-token', ca: own.ca };
    await createOtlp(settings, means).deliver(alertLike(), Date.UTC(2026, 10, 22, 22));
    const [request] = receiver.received;
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      authorization: 'Bearer a-token',
    });
    const text = (key: string, stringValue: string | null) => ({ key, value: { stringValue } });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      resourceLogs: [
        {
          resource: {
            attributes: [
              text('service.name', 'tapdesk'),
              text('service.instance.id', 'desk-1'),
              text('deployment.environment.name', 'production'),
            ],
          },
          scopeLogs: [
            {
              scope: { name: 'tapdesk.alerts' },
              logRecords: [
                {
                  timeUnixNano: `${Date.UTC(2026, 10, 22, 21, 4)}000000`,
                  observedTimeUnixNano: `${Date.UTC(2026, 10, 22, 22)}000000`,
                  severityNumber: 13,
                  severityText: 'WARN',
                  eventName: 'tapdesk.alert',
                  body: { stringValue: JSON.stringify(message) },
                  attributes: [
                    text('tapdesk.alert.id', message.id),
                    text('tapdesk.alert.rule', 'outside-hours'),
                    text('tapdesk.alert.state', 'found'),
                    text('tapdesk.alert.source', 'watch'),
                    text('tapdesk.subject.id', message.subject),
                    text('tapdesk.actor.id', message.actor),
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['{"partialSuccess":{"rejectedLogRecords":"1"}}', 'refused'],
    ['{"partialSuccess":{"rejectedLogRecords":"0"}}', 'delivered'],
    ['', 'delivered'],
  ])('is %j answered: %s', async (body, code) => {
    const receiver = await opened(httpsReceiver(own));
    receiver.answers({ status: 200, body });
    expect(await codeOf(createOtlp({ url: receiver.url, token: null, ca: own.ca }, means))).toBe(code);
  });
});

describe('the syslog receiver', () => {
  const syslog = (
    port: number,
    more: { readonly ca?: string; readonly client?: TlsMaterial } = {},
    how = means,
  ) =>
    createSyslog(
      {
        ...{ host: 'localhost', port, ca: more.ca ?? own.ca },
        client:
          more.client === undefined
            ? null
            : { certificate: more.client.certificate, privateKey: more.client.key },
      },
      how,
    );

  it('gets a message of RFC 5424 framed by octets', async () => {
    const receiver = await opened(syslogReceiver(own));
    const odd = alertLike({ at: '2026-11-22T21:04:00.000Z"]\\', params: { because: 'ä' } });
    await syslog(receiver.port).deliver(odd, Date.UTC(2026, 10, 22, 22));
    const data = `id="${odd.id}" severity="medium" state="found" at="2026-11-22T21:04:00.000Z\\"\\]\\\\" simulated="false"`;
    const body = JSON.stringify({ ...message, at: odd.at, params: { because: 'ä' } });
    expect(receiver.messages).toEqual([
      `<84>1 2026-11-22T22:00:00.000Z desk-1 tapdesk - outside-hours [tapdesk@32473 ${data}] \ufeff${body}`,
    ]);
  });

  it('is not taken for having it when it breaks off, hangs, is gone or is another', async () => {
    const breaks = await opened(syslogReceiver(own, { behaves: 'breaks' }));
    expect(await codeOf(syslog(breaks.port))).toBe('unreachable');
    const hangs = await opened(syslogReceiver(own, { behaves: 'hangs' }));
    expect(await codeOf(syslog(hangs.port, {}, hasty))).toBe('timeout');
    expect(await codeOf(syslog(hangs.port, { ca: strange.ca }))).toBe('untrusted');
    expect(await codeOf(syslog(1))).toBe('unreachable');
  });

  it('may ask who the station is', async () => {
    const receiver = await opened(syslogReceiver(own, { clientCa: own.ca }));
    expect(await codeOf(syslog(receiver.port))).not.toBe('delivered');
    expect(receiver.messages).toEqual([]);
  });
});

describe('the operating system’s log', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-log-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const here = (socket: string) =>
    createSystemLog({ platform: 'linux', socket, systemRoot: '', run: runProgram }, means);

  // Node has no datagram socket of this family; perl is part of every Debian.
  const listener = `use IO::Socket::UNIX; use Socket;
my $socket = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $ARGV[0]) or die;
$| = 1; print "ready\\n"; $socket->recv(my $said, 65536); print $said`;

  it('gets it by the system’s own program', async () => {
    const socket = path.join(folder, 'log');
    const daemon = spawn('perl', ['-e', listener, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    const ended = new Promise<void>((resolve) => {
      daemon.stdout.on('end', resolve);
    });
    await new Promise<void>((resolve) => {
      daemon.stdout.on('data', (part: Buffer) => {
        said += part.toString('utf8');
        resolve();
      });
    });
    expect(await codeOf(here(socket))).toBe('delivered');
    await ended;
    const [, priority, tag, json] = /^ready\n<(\d+)>.* tapdesk(\[\d+\]): (.*)$/s.exec(said) ?? [];
    // authpriv and warning.
    expect({ priority, tag: tag?.length }).toEqual({ priority: '84', tag: expect.any(Number) as number });
    expect(JSON.parse(json ?? '')).toEqual(message);
  });

  it('is not taken for having it where no log daemon listens', async () => {
    expect(await codeOf(here(path.join(folder, 'nobody')))).toBe('refused');
  });

  it('is asked for by eventcreate on Windows, and is not there elsewhere', async () => {
    const asked: (readonly string[])[] = [];
    const run = (program: string, args: readonly string[]): Promise<number | null> => {
      asked.push([program, ...args]);
      return Promise.resolve(asked.length === 1 ? 0 : null);
    };
    const place = { socket: '', systemRoot: 'C:\\Windows', run };
    const windows = createSystemLog({ ...place, platform: 'win32' }, means);
    expect([await codeOf(windows), await codeOf(windows)]).toEqual(['delivered', 'not-here']);
    expect(asked[0]).toEqual([
      'C:\\Windows\\System32\\eventcreate.exe',
      ...[
        '/L',
        'APPLICATION',
        '/SO',
        'Tapdesk',
        '/ID',
        '100',
        '/T',
        'WARNING',
        '/D',
        JSON.stringify(message),
      ],
    ]);
    expect(await codeOf(createSystemLog({ ...place, platform: 'darwin' }, means))).toBe('not-here');
  });
});

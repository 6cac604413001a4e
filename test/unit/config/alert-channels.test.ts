import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkConfig, ConfigError, readAlertChannels } from '../../../src/main/config/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-channels-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string, mode = 0o600): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  chmodSync(at, mode);
  return at;
};

const read = (alerts: Record<string, unknown>) => {
  const example = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(path.resolve('docs/example-config.json'), 'utf8')));
  return readAlertChannels(checkConfig({ ...example, alerts }), 'linux');
};

const complaint = (alerts: Record<string, unknown>): string => {
  try {
    read(alerts);
    return '';
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error);
  }
};

const secret = Buffer.alloc(32, 7);
const hook = (secretFile: string) => ({ webhook: { url: 'https://alerts.example.org/in', secretFile } });

describe('the receivers of alerts', () => {
  it('have what their files hold', () => {
    const pem = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;
    const ca = file('ca.pem', pem('CERTIFICATE'), 0o644);
    expect(
      read({
        ...{ systemLog: false },
        webhook: {
          url: 'https://alerts.example.org/in',
          secretFile: file('secret', `whsec_${secret.toString('base64')}\n`),
          caFile: ca,
        },
        syslog: {
          host: 'log.example.org',
          certificateFile: file('station.pem', pem('CERTIFICATE')),
          privateKeyFile: file('station.key', pem('PRIVATE KEY')),
        },
        otlp: { url: 'https://otel.example.org/v1/logs', tokenFile: file('token', 'a-token\n') },
      }),
    ).toEqual({
      systemLog: false,
      webhook: { url: 'https://alerts.example.org/in', secret, ca: pem('CERTIFICATE') },
      syslog: {
        ...{ host: 'log.example.org', port: 6_514, ca: null },
        client: { certificate: pem('CERTIFICATE'), privateKey: pem('PRIVATE KEY').trim() },
      },
      otlp: { url: 'https://otel.example.org/v1/logs', token: 'a-token', ca: null },
    });
  });

  it.each([
    ['is not there', () => path.join(folder, 'nothing'), 'cannot be read'],
    ['others may read', () => file('open', secret.toString('base64'), 0o644), 'run chmod 600'],
    ['is too short', () => file('short', Buffer.alloc(23, 7).toString('base64')), '24 to 64 bytes'],
    ['is too long', () => file('long', Buffer.alloc(65, 7).toString('base64')), '24 to 64 bytes'],
    ['is no base64', () => file('words', 'correct horse battery staple and so on'), '24 to 64 bytes'],
  ])('are refused with a secret that %s', (_, make, words) => {
    expect(complaint(hook(make()))).toContain(words);
  });

  it('are refused with a file that is something else', () => {
    const text = file('text', 'hello world');
    expect(complaint({ otlp: { url: 'https://o.example.org', tokenFile: text } })).toContain('one word');
    expect(complaint({ otlp: { url: 'https://o.example.org', caFile: text } })).toContain('is no PEM');
    expect(complaint({ webhook: { url: 'http://plain.example.org', secretFile: text } })).toContain(
      'alerts.webhook.url',
    );
    expect(complaint({ syslog: { host: 'log.example.org', certificateFile: text } })).toContain(
      'belong together',
    );
  });
});

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkConfig,
  ConfigError,
  readCheckpointPlaces,
  readS3File,
  readTelemetry,
} from '../../../src/main/config/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-places-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string, mode = 0o600): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
};
const configOf = (more: object) =>
  checkConfig({
    station: { id: 'desk-1', name: 'Desk', site: 'Test site', helpContact: '1234' },
    tenant: {
      cloud: 'global',
      tenantId: '11111111-1111-4111-8111-111111111111',
      clientId: '22222222-2222-4222-8222-222222222222',
    },
    ...more,
  });
const environment = { AWS_ACCESS_KEY_ID: 'from-outside', AWS_SECRET_ACCESS_KEY: 'secret' };
const s3 = { endpoint: 'https://store.example.org', bucket: 'checkpoints' };
const placesOf = (more: object, surroundings: NodeJS.ProcessEnv = {}) =>
  readCheckpointPlaces(configOf({ checkpoints: { s3: { ...s3, ...more } } }), {
    platform: 'linux',
    environment: surroundings,
  }).s3;
const complaint = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
};

describe('the places for checkpoints', () => {
  it('are none by default', () => {
    const surroundings = { platform: 'linux' as const, environment };
    expect(readCheckpointPlaces(configOf({}), surroundings)).toEqual({ folder: null, s3: null });
    expect(readTelemetry(configOf({}), 'linux')).toBeNull();
  });

  it('have their key from a file, or from the environment, and never from the configuration', () => {
    const key = { accessKeyId: 'id', secretAccessKey: 'secret' };
    const credentialsFile = write('key.json', JSON.stringify(key));
    expect(placesOf({ credentialsFile }, environment)?.credentials).toEqual(key);
    expect(placesOf({}, environment)?.credentials).toEqual({
      accessKeyId: 'from-outside',
      secretAccessKey: 'secret',
    });
    expect(placesOf({}, { ...environment, AWS_SESSION_TOKEN: 'session' })?.credentials.sessionToken).toBe(
      'session',
    );
    expect(complaint(() => placesOf(key))).toContain('accessKeyId');
  });

  it('say what is wrong with them', () => {
    expect(complaint(() => placesOf({}))).toContain('AWS_ACCESS_KEY_ID');
    expect(complaint(() => placesOf({ credentialsFile: path.join(folder, 'none') }))).toContain(
      'cannot be read',
    );
    expect(complaint(() => placesOf({ credentialsFile: write('a', 'x') }))).toContain('is not JSON');
    expect(complaint(() => placesOf({ credentialsFile: write('b', '{}') }))).toContain(
      'must hold accessKeyId',
    );
    expect(complaint(() => placesOf({ credentialsFile: write('c', '{}', 0o644) }))).toContain('chmod 600');
    expect(complaint(() => placesOf({ caFile: write('d', 'x') }, environment))).toContain('is no PEM');
    for (const wrong of [
      { endpoint: 'http://store.example.org' },
      { bucket: 'Upper' },
      { prefix: '../up/' },
      { prefix: 'no-slash' },
      { lock: { days: 0 } },
    ])
      expect(complaint(() => placesOf(wrong, environment))).toContain(
        `checkpoints.s3.${Object.keys(wrong)[0] ?? ''}`,
      );
  });

  it('are read from a file of their own, with files beside it, by whoever verifies elsewhere', () => {
    write('key.json', '{"accessKeyId":"id","secretAccessKey":"secret"}');
    const file = write('store.json', JSON.stringify({ ...s3, credentialsFile: 'key.json' }));
    const surroundings = { platform: 'linux' as const, environment: {} };
    expect(readS3File(file, surroundings)).toMatchObject({ ...s3, credentials: { accessKeyId: 'id' } });
    expect(complaint(() => readS3File(write('bad.json', '{"bucket":"b"}'), surroundings))).toContain(
      'bad.json',
    );
  });
});

describe('the receiver of telemetry', () => {
  const url = 'https://collector.example.org';
  it('has its token and authority from files', () => {
    const tokenFile = write('token', 'a-token\n');
    expect(readTelemetry(configOf({ telemetry: { url, tokenFile } }), 'linux')).toEqual({
      ...{ url, token: 'a-token', ca: null, everySeconds: 60 },
      ...{ traces: true, metrics: true, logs: true },
    });
  });

  it('says what is wrong with it', () => {
    const of = (more: object) =>
      complaint(() => readTelemetry(configOf({ telemetry: { url, ...more } }), 'linux'));
    expect(of({ url: 'http://collector.example.org' })).toContain('telemetry.url');
    expect(of({ tokenFile: path.join(folder, 'none') })).toContain('cannot be read');
    expect(of({ tokenFile: write('a', 'two words') })).toContain('one word');
    expect(of({ tokenFile: write('b', 'word', 0o640) })).toContain('chmod 600');
    expect(of({ caFile: write('c', 'x') })).toContain('is no PEM');
  });
});

// The station's own reading identity: a certificate instead of a person, permissions to read instead of roles.
import { generateKeyPairSync } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkConfig, postureAsk, readReaderKey, tenantSettings } from '../../../src/main/config/index.ts';
import {
  createChangeTenant,
  createGraphDirectory,
  createReadTenant,
} from '../../../src/main/directory/index.ts';
import { createReader, IdentityError, type Reader } from '../../../src/main/identity/index.ts';
import { tapdesk } from '../../support/cli.ts';
import { tenantOf, type ReadableTenant } from './tenant-of.ts';

const context = { correlationId: '00000000-0000-4000-8000-000000000001' };

let tenant: ReadableTenant;
let reader: Reader;
beforeAll(async () => {
  tenant = await tenantOf(['--reader', 'on', '--log-delay', '0']);
  const key = readReaderKey(tenant.config, process.platform);
  if (key === null) throw new Error('the tenant has a reading application');
  reader = createReader(key, { ...tenantSettings(tenant.config, true), fetch: tenant.graph.fetch });
});
afterAll(() => tenant.close());

describe('the reading identity', () => {
  it('reads everything that the checks look at, without anybody signed in, and is held to reading', async () => {
    const read = createReadTenant({ ...tenant.graph, accessToken: reader.accessToken });
    const reading = await read(postureAsk(tenant.config, tenant.graph.clock.now()), context);
    const granted = reading.application.known ? (reading.application.value?.reader ?? []) : [];
    expect(granted).toContain('RoleEligibilitySchedule.Read.Directory');
    expect(granted.filter((name) => name.includes('Write'))).toEqual([]);
    expect((await tenant.check(reading)).filter(({ state }) => state !== 'fine')).toEqual([]);
  });

  it('changes nothing', async () => {
    const change = createChangeTenant({ ...tenant.graph, accessToken: reader.accessToken });
    const request = { method: 'POST', path: '/groups', body: { displayName: 'One more' } } as const;
    await expect(change(request, context)).rejects.toMatchObject({ code: 'tenant.forbidden' });
  });

  it('does not get in with another key', async () => {
    const key = readReaderKey(tenant.config, process.platform);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const other = createReader(
      { clientId: reader.clientId, certificate: key?.certificate ?? '', privateKey: pem },
      { ...tenantSettings(tenant.config, true), fetch: tenant.graph.fetch },
    );
    const error: unknown = await other.accessToken().catch((one: unknown) => one);
    expect(error).toBeInstanceOf(IdentityError);
    expect(error).toMatchObject({ code: 'sign-in.failed' });
  });
});

describe('its key', () => {
  it('is for the desk’s account alone', async () => {
    const file = tenant.info.reader?.privateKeyFile ?? '';
    await chmod(file, 0o644);
    expect(() => readReaderKey(tenant.config, 'linux')).toThrow(/tenant\.reader\.privateKeyFile.*chmod 600/);
    await chmod(file, 0o600);
    expect(readReaderKey(tenant.config, 'linux')?.clientId).toBe(reader.clientId);
  });

  it('is named where it is not there, or is none', () => {
    const { tenant: settings, ...rest } = tenant.config;
    const withReader = (files: Readonly<Record<string, string>>) => ({
      ...rest,
      tenant: { ...settings, reader: { clientId: reader.clientId, ...settings.reader, ...files } },
    });
    const wrong = (files: Readonly<Record<string, string>>) => () =>
      readReaderKey(checkConfig(withReader(files)), 'linux');
    expect(wrong({ privateKeyFile: '/no/such/key.pem' })).toThrow(/privateKeyFile.*cannot be read/);
    const certificate = settings.reader?.certificateFile ?? '';
    expect(wrong({ privateKeyFile: certificate })).toThrow(/is no private key as PEM/);
    expect(wrong({ certificateFile: settings.reader?.privateKeyFile ?? '' })).toThrow(/is no certificate/);
  });
});

describe('a decision’s facts', () => {
  const batch = z.object({ requests: z.array(z.object({ id: z.string() })) });
  /** Facts of somebody who may activate a role, and which token asked which questions. */
  const factsWith = async (readerToken: Reader['accessToken']) => {
    const asked: { readonly by: 'operator' | 'reader'; readonly ids: readonly string[] }[] = [];
    const directory = createGraphDirectory({
      ...tenant.graph,
      readerToken,
      fetch: (address, init) => {
        const own = new Headers(init.headers).get('authorization') === `Bearer ${tenant.info.adminToken}`;
        const { requests } = batch.parse(JSON.parse(typeof init.body === 'string' ? init.body : ''));
        asked.push({ by: own ? 'operator' : 'reader', ids: requests.map(({ id }) => id) });
        return tenant.graph.fetch(address, init);
      },
    });
    const idOf = (part: string): string => tenant.info.users.find((one) => one.part === part)?.id ?? '';
    const since = new Date(tenant.graph.clock.now() - 3_600_000).toISOString();
    const ask = { groupIds: [], stationDeviceId: null, auditSince: since, operatorId: idOf('operator') };
    return { facts: await directory.readFacts(idOf('nested-group-admin'), ask, context), asked };
  };

  it('are read by it where a delegated caller needs one more role, and by the operator otherwise', async () => {
    const { facts, asked } = await factsWith(reader.accessToken);
    const read = asked.filter(({ by }) => by === 'reader').flatMap(({ ids }) => ids);
    expect(read.filter((id) => !/^eligible-/.test(id))).toEqual(['active', 'eligible', 'audit']);
    const own = asked.filter(({ by }) => by === 'operator').flatMap(({ ids }) => ids);
    expect(own).toEqual(expect.arrayContaining(['person', 'methods', 'passes', 'memberships', 'policy']));
    expect(own.filter((id) => /^(active|eligible|audit)/.test(id))).toEqual([]);
    expect(facts.roles).toMatchObject({ known: true });
    // Side by side, and once more for what the first answers revealed.
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('stay unknown where it does not get in, which denies', async () => {
    const { facts } = await factsWith(() => Promise.reject(new IdentityError('sign-in.failed')));
    expect(facts.roles).toMatchObject({ known: false });
    expect(facts.person.userPrincipalName).toContain('nico.nested');
  });
});

describe('tapdesk doctor as the reading identity', () => {
  it('signs nobody in, and says who read', async () => {
    const { code, out, error } = await tapdesk(
      '--simulated',
      '--reader',
      'doctor',
      '--only',
      'roles.permanent',
    );
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain("Read by the station's reading identity (application ");
    const person = await tapdesk('--simulated', 'doctor', '--only', 'roles.permanent');
    expect(person.out).toContain('Read by sofia.supervisor@tapdesk.example');
  });

  it('has none to give to a real station', async () => {
    const { code, error } = await tapdesk('--reader', 'doctor');
    expect([code, error.includes('--reader is for --simulated')]).toEqual([2, true]);
  });
});

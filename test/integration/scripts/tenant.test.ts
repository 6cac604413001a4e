import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { expect, test } from 'vitest';
import { startTenant } from '../../../scripts/launch/tenant.ts';

const statusOf = (url: string, ca: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { ca }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('answers where its first line says, with a certificate of the authority that it names, until it is stopped', async () => {
  const tenant = await startTenant();
  const discovery = `${tenant.info.authority}/.well-known/openid-configuration`;
  const ca = await readFile(tenant.info.caFile, 'utf8');
  expect(await statusOf(discovery, ca)).toBe(200);
  await tenant.stop();
  await expect(statusOf(discovery, ca)).rejects.toThrow('ECONNREFUSED');
});

test('says so when it cannot start', async () => {
  await expect(startTenant(['--faults', '/nowhere/faults.json'])).rejects.toThrow(
    'ended before it was ready',
  );
});

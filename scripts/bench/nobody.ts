import { createHash } from 'node:crypto';
import { demoConfig } from '../../src/main/cli/index.ts';
import { checkConfig, type Config } from '../../src/main/config/index.ts';

/** A configuration of a tenant that is nobody's: for what needs settings and asks no tenant. */
export const nobodysConfig = (): Config =>
  checkConfig(
    demoConfig(
      {
        graph: 'https://localhost:1',
        authority: 'https://localhost:2',
        securityInfo: 'https://localhost:3',
        tenantId: '11111111-1111-4111-8111-111111111111',
        clientId: '22222222-2222-4222-8222-222222222222',
        leafFingerprint: 'sha256/none',
        caFile: 'ca.pem',
        stationDeviceId: 'device',
        adminToken: '',
        users: [],
      },
      { caFile: 'ca.pem', dataFolder: null },
    ),
  );

/** Salts that are the same each time, so that what is made with them can be compared with itself. */
export const numberedBytes = (): ((count: number) => Uint8Array) => {
  let number = 0;
  return (count) =>
    createHash('sha256')
      .update(String((number += 1)))
      .digest()
      .subarray(0, count);
};

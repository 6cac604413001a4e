import type { Variation } from '../../../support/policy-input.ts';
import { openMethods } from '../../../support/ways.ts';
import { unknown, type Row } from './row.ts';

const need = { permission: 'Policy.Read.AuthenticationMethod', role: null };

const nothingOn: Variation = {
  facts: { methodsPolicy: { known: true, value: { ...openMethods, passkeys: null, authenticator: null } } },
};

export const waysRows: readonly Row[] = [
  ['way-open', 'somebody for whom every way is open', {}, ['ways.open']],
  ['way-open', 'methods that are all off', nothingOn, ['ways.none-open']],
  [
    'way-open',
    'a methods policy that cannot be read',
    { facts: { methodsPolicy: { ...unknown, need } } },
    ['ways.none-open'],
  ],
  ['way-open', 'a station that can do nothing', { input: { stationWays: [] } }, ['ways.none-open']],
  [
    'way-open',
    'a site that offers Authenticator alone',
    { config: { ways: { offered: ['authenticator-on-phone'] } } },
    ['ways.open'],
  ],
];

import { see, type Check } from '../check.ts';
import { passIn } from '../scope.ts';

/** A pass that works twice works for whoever saw it. */
export const passOneTime: Check = {
  id: 'pass.one-time',
  severity: 'high',
  blocking: true,
  serves: {
    requirement: 'Zero trust guide 2.1, 2.2; CMMC guide, usage',
    controls: ['IA.L2-3.5.4', 'IA.L2-3.5.9'],
  },
  mend: {
    portal:
      'Entra ID > Authentication methods > Policies > Temporary Access Pass > Configure > Require one-time use',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass {"isUsableOnce": true}',
  },
  wanted: () => ['isUsableOnce: true'],
  look: ({ tenant }) =>
    see(passIn(tenant), ({ usableOnceOnly }) => ({
      fine: usableOnceOnly,
      found: [`isUsableOnce: ${String(usableOnceOnly)}`],
    })),
};

import { see, type Check } from '../check.ts';
import { passIn } from '../scope.ts';

/** Long enough that it cannot be guessed while it lives. */
export const passLength: Check = {
  id: 'pass.length',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'SP 800-63B-4, external binding', controls: ['IA.L2-3.5.7'] },
  mend: {
    portal: 'Entra ID > Authentication methods > Policies > Temporary Access Pass > Configure > Length',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass {"defaultLength": ...}',
  },
  wanted: ({ pass }) => [`defaultLength: at least ${pass.minimumLength}`],
  look: ({ tenant }, { pass: asked }) =>
    see(passIn(tenant), ({ length }) => ({
      fine: length >= asked.minimumLength,
      found: [`defaultLength: ${length}`],
    })),
};

import { z } from 'zod';
import type { PersonDomain } from '../../port.ts';

/** Source: Graph domain. */
export const domainAnswer = z.object({ id: z.string().min(1), authenticationType: z.string() });

/** Source: Graph internalDomainFederation: one for a domain. */
export const federationAnswer = z.object({
  value: z.array(z.object({ federatedIdpMfaBehavior: z.string().nullish() })),
});

const behaviours: Readonly<Record<string, PersonDomain['mfa']>> = {
  acceptIfMfaDoneByFederatedIdp: 'accepts-own',
  enforceMfaByFederatedIdp: 'own-alone',
  rejectMfaByFederatedIdp: 'entra-alone',
};

/** A federated domain, with who checks the second factor in it. */
export const federatedDomainOf = (
  name: string,
  { value: [federation] }: z.infer<typeof federationAnswer>,
): PersonDomain => {
  const behaviour = federation?.federatedIdpMfaBehavior ?? null;
  return { name, federated: true, mfa: behaviour === null ? null : (behaviours[behaviour] ?? 'unknown') };
};

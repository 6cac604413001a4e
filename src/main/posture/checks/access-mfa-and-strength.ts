import { see, nothing, type Check } from '../check.ts';
import { enforced } from '../../policy/index.ts';

/** Graph knows no policy with both; where one shows both, one of the two is not what it seems. */
export const accessMfaAndStrength: Check = {
  id: 'access.mfa-and-strength',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 3.1; facts about Graph, 7', controls: ['CM.L2-3.4.2'] },
  mend: {
    portal:
      'Entra ID > Conditional Access > Policies > (policy) > Grant: take "Require multifactor authentication" off',
    graph: 'PATCH /identity/conditionalAccess/policies/{id}',
  },
  wanted: () => ['enabled policies with mfa and authenticationStrength: none'],
  look: ({ tenant }) =>
    see(tenant.access, (policies) =>
      nothing(
        enforced(policies)
          .filter(({ grant }) => grant?.strength != null && grant.controls.includes('mfa'))
          .map(({ displayName }) => displayName),
      ),
    ),
};

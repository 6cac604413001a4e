import { changeNeeds, nothingToDo, unread, type Plan, type PlanInput } from './change.ts';

/** The permissions that the desk needs, consented to for everybody. Source: facts about Graph, 13. */
export const planConsent = ({ consent, settings }: PlanInput): Plan => {
  if (!consent.known) return unread('what the desk was consented to', consent);
  const { deskId, graphId, grant } = consent.value;
  const has = grant?.scopes ?? [];
  const missing = settings.application.needed.filter((name) => !has.includes(name));
  if (missing.length === 0) return nothingToDo;
  const scope = [...has, ...missing].join(' ');
  const path = '/oauth2PermissionGrants';
  return {
    changes: [
      {
        id: 'app.consent',
        what: 'Consent to the permissions that the desk needs, for everybody who signs in to it.',
        before: missing.map((name) => `not granted: ${name}`),
        after: missing.map((name) => `granted: ${name}`),
        needs: changeNeeds.consent,
        risk: 'none',
        ready: true,
        request:
          grant === null
            ? {
                method: 'POST',
                path,
                body: { clientId: deskId, consentType: 'AllPrincipals', resourceId: graphId, scope },
              }
            : { method: 'PATCH', path: `${path}/${grant.id}`, body: { scope } },
        undo: {
          what: 'Take the consent back.',
          risk: 'none',
          request:
            grant === null
              ? 'created'
              : { method: 'PATCH', path: `${path}/${grant.id}`, body: { scope: has.join(' ') } },
        },
        policyId: null,
      },
    ],
    obstacles: [],
  };
};

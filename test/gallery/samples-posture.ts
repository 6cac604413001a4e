import type { PostureCheck, Screen } from '../../src/shared/index.ts';

const check = (id: string, is: Partial<PostureCheck> = {}): PostureCheck => ({
  id,
  state: 'fine',
  gate: 'open',
  found: [],
  wanted: ['state: enabled'],
  portal: 'Entra ID > Authentication methods > Policies > Temporary Access Pass > Enable',
  graph: 'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass',
  needs: null,
  requirement: 'Zero trust guide 1.1',
  controls: ['IA.L2-3.5.9'],
  ...is,
});

const screen = {
  kind: 'operator/posture',
  at: '2026-11-22T09:41:00.000Z',
  again: true,
  checks: [
    check('roles.global-admin-operator', {
      state: 'not-fine',
      gate: 'closes',
      found: ['otto.operator@example.test: Global Administrator (eligible)'],
      wanted: ['operators who hold Global Administrator: none'],
    }),
    check('roles.separation', { gate: 'closes' }),
    check('roles.permanent'),
    check('access.legacy-authentication', {
      state: 'unknown',
      gate: 'waived',
      needs: { permission: 'Policy.Read.All', role: 'Security Reader' },
    }),
    check('access.registration', { gate: 'closes' }),
    check('emergency.usable'),
    check('pass.enabled', { gate: 'closes' }),
    check('pass.one-time', { gate: 'closes' }),
    check('groups.exist', { gate: 'closes' }),
    check('methods.fido2', { gate: 'closes' }),
    check('app.least-privilege', {
      state: 'unknown',
      needs: { permission: 'Application.Read.All', role: null },
    }),
    check('logs.audit'),
    check('station.compliant'),
    check('station.shell', { state: 'unknown', graph: null, needs: { permission: null, role: null } }),
  ],
} as const satisfies Screen;

/** Tenant and station, check by check. */
export const postureSamples = {
  'operator-posture': { stage: null, screen: structuredClone(screen) },
  'operator-posture-waived': {
    stage: null,
    waivedChecks: 1,
    screen: { ...structuredClone(screen), again: false },
  },
} as const;

import { see, nothing, type Check } from '../check.ts';

/** An answer to a sign-in goes where a redirect says, so there are as few as can be. */
export const appRedirects: Check = {
  id: 'app.redirects',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Facts about Graph, 12', controls: ['CM.L2-3.4.2', 'SC.L2-3.13.8'] },
  mend: {
    portal: 'Entra ID > App registrations > (application) > Authentication > Mobile and desktop applications',
    graph: 'PATCH /applications/{id} {"publicClient": {"redirectUris": [...]}, "web": {"redirectUris": []}}',
  },
  wanted: ({ application }) => [
    `publicClient.redirectUris: ${application.redirects.join(', ')}`,
    'web and spa: none',
    'implicitGrantSettings: off',
  ],
  look: ({ tenant }, { application: wanted }) =>
    see(tenant.application, (application) => {
      if (application === null) return nothing(['no such application']);
      return nothing([
        ...application.publicRedirects
          .filter((uri) => !wanted.redirects.includes(uri))
          .map((uri) => `publicClient: ${uri}`),
        ...[...application.webRedirects, ...application.spaRedirects].map((uri) => `web or spa: ${uri}`),
        ...(application.publicRedirects.includes('http://localhost')
          ? []
          : ['publicClient: no http://localhost']),
        ...(application.implicitGrant ? ['implicitGrantSettings: on'] : []),
      ]);
    }),
};

import { describe, expect, it } from 'vitest';
import { clouds } from '../../../src/main/config/clouds.ts';

describe('the clouds', () => {
  it.each(Object.entries(clouds))('%s has exact hosts, all over https', (_name, cloud) => {
    const exact = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
    for (const host of [...cloud.guestHosts, ...cloud.guestResourceHosts]) expect(host).toMatch(exact);
    for (const address of [cloud.graphHost, cloud.loginHost]) {
      expect(new URL(address).origin).toBe(address);
      expect(address.startsWith('https://')).toBe(true);
    }
  });

  it.each(Object.entries(clouds))(
    '%s may show the pages where people sign in and register',
    (_name, cloud) => {
      expect(cloud.guestHosts).toContain(new URL(cloud.loginHost).host);
      expect(cloud.guestHosts).toContain(new URL(cloud.securityInfoUrl.replace('{login_hint}', 'x')).host);
    },
  );

  it('never share a Graph host', () => {
    const hosts = Object.values(clouds).map(({ graphHost }) => graphHost);
    expect(new Set(hosts).size).toBe(hosts.length);
  });
});

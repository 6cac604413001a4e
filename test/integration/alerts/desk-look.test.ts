// The open desk looks by itself, at a tenant in which somebody made a pass with another tool.
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openAlerting } from '../../../src/main/app/alerting.ts';
import { tenantSettings } from '../../../src/main/config/index.ts';
import { createGraphDirectory } from '../../../src/main/directory/index.ts';
import { createLogger } from '../../../src/main/log/index.ts';
import { httpsReceiver, newTls } from '../../support/receivers.ts';
import { createStationFolder } from '../../support/station-folder.ts';
import { tenantOf, type ReadableTenant } from '../posture/tenant-of.ts';

let tenant: ReadableTenant;
beforeAll(async () => {
  tenant = await tenantOf();
});
afterAll(() => tenant.close());

/** Somebody makes a pass with another tool. */
const passByHand = async (part: string): Promise<{ readonly text: string; readonly person: string }> => {
  const { info, graph } = tenant;
  const { id = '', userPrincipalName = '' } = info.users.find((one) => one.part === part) ?? {};
  const { groups } = await tenant.reading();
  const all = groups.known ? groups.value : [];
  const group = all.find(({ displayName }) => displayName === 'TAP-Onboarding-Users');
  // Without the group the tenant's policy gives nobody a pass.
  await createGraphDirectory(graph).joinGroup(group?.id ?? '', id, { correlationId: randomUUID() });
  await graph.sleep(5 * 60_000);
  const made = await graph.fetch(`${info.graph}/v1.0/users/${id}/authentication/temporaryAccessPassMethods`, {
    method: 'POST',
    headers: { authorization: `Bearer ${info.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ lifetimeInMinutes: 60 }),
  });
  const { temporaryAccessPass } = z.object({ temporaryAccessPass: z.string() }).parse(await made.json());
  return { text: temporaryAccessPass, person: userPrincipalName };
};

it('finds a pass that was made outside, tells the receiver and the console, and writes it down once', async () => {
  const { graph, config } = tenant;
  const { text, person } = await passByHand('new-hire');
  const tls = await newTls();
  const receiver = await httpsReceiver(tls);
  const station = createStationFolder();
  const journal = await station.start();
  const alerting = openAlerting({
    config,
    tenant: tenantSettings(config, true),
    channels: {
      ...{ systemLog: false, syslog: null, otlp: null },
      webhook: { url: receiver.url, secret: randomBytes(32), ca: tls.ca },
    },
    journal,
    dataFolder: path.dirname(station.at('journal.sqlite')),
    log: createLogger({ write: () => undefined }),
    reads: graph,
    fleet: null,
    busy: () => false,
  });
  try {
    // Logs arrive late: an absence counts only then.
    await graph.sleep(90 * 60_000);
    await alerting.watcher.look();
    await alerting.watcher.look();
    const { alerts, trouble } = await alerting.consoleData.alerts({ id: 'supervisor-1' });
    expect(trouble).toBeNull();
    const rules = alerts.map(({ rule }) => rule).sort();
    expect(rules).toContain('outside-tapdesk');
    const told = receiver.received
      .map(({ body }) => (JSON.parse(body) as { readonly rule: string }).rule)
      .sort();
    expect(told).toEqual(rules);
    const noted = journal.ofType('alert.noted').map(({ entry }) => entry.data['rule']);
    expect(noted.sort()).toEqual(rules);
    const everything = receiver.received.map(({ body }) => body).join('');
    expect(everything).not.toContain(text);
    expect(everything).not.toContain(person);
    expect(everything).toContain('"simulated":true');
  } finally {
    alerting.close();
    station.end(journal);
    station.remove();
    await receiver.close();
  }
});

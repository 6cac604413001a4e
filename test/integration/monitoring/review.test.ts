// The weekly review of a tenant in which people made passes and memberships by hand.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, readReview, type Cleaned } from '../../../src/main/cli/index.ts';
import { tenantSettings } from '../../../src/main/config/index.ts';
import { createGraphDirectory, DirectoryError, type Directory } from '../../../src/main/directory/index.ts';
import type { EntryBody, Stored } from '../../../src/main/journal/index.ts';
import { JournalError } from '../../../src/main/journal/index.ts';
import { review, type Review } from '../../../src/main/monitoring/index.ts';
import { tapdesk } from '../../support/cli.ts';
import { storedLike } from '../../support/stored.ts';
import { tenantOf, type ReadableTenant } from '../posture/tenant-of.ts';

const HOUR = 3_600_000;

let tenant: ReadableTenant;
let directory: Directory;

const idOf = (part: string): string => tenant.info.users.find((one) => one.part === part)?.id ?? '';
const context = () => ({ correlationId: randomUUID() });

beforeAll(async () => {
  tenant = await tenantOf();
  directory = createGraphDirectory(tenant.graph);
});
afterAll(() => tenant.close());

const look = async (proposedAt: ReadonlyMap<string, number> = new Map()): Promise<Review> => {
  const session = { accessToken: tenant.graph.accessToken };
  const settings = tenantSettings(tenant.config, true);
  const { config, graph, info } = tenant;
  const read = await readReview(
    { config, settings, fetch: graph.fetch, simulation: info, session },
    directory,
  );
  return review({ ...read, proposedAt });
};

const groupOf = async (name: string): Promise<string> => {
  const { groups } = await tenant.reading();
  const found = groups.known ? groups.value.find(({ displayName }) => displayName === name) : undefined;
  return found?.id ?? '';
};

/** Somebody makes a pass by hand, with another tool. */
const passByHand = async (part: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
  const path = `/v1.0/users/${idOf(part)}/authentication/temporaryAccessPassMethods`;
  const headers = { authorization: `Bearer ${tenant.info.adminToken}`, 'content-type': 'application/json' };
  const answer = await tenant.graph.fetch(`${tenant.info.graph}${path}`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  });
  expect(answer.status).toBe(201);
};

/** Cleans up with a journal in memory. */
const clean = async (
  found: Review,
  more: { readonly deletePass?: Directory['deletePass']; readonly fails?: () => boolean } = {},
): Promise<{ readonly cleaned: readonly Cleaned[]; readonly written: readonly EntryBody[] }> => {
  const written: EntryBody[] = [];
  const append = (body: EntryBody): Stored => {
    if (more.fails?.() === true) throw new JournalError('station.journal-unwritable');
    written.push(body);
    return storedLike(body);
  };
  const { leaveGroup } = directory;
  const cleaned = await cleanUp(found, {
    directory: { deletePass: more.deletePass ?? directory.deletePass, leaveGroup },
    journal: { append },
    by: 'reviewer',
    newId: randomUUID,
  });
  return { cleaned, written };
};

const kinds = ({ proposals }: Review): readonly string[] =>
  proposals.map(({ kind, personId, young }) => `${kind} ${personId} ${young ? 'young' : 'old'}`).sort();

describe('a weekly review', () => {
  it('finds nothing to take away where nothing was made, and knows who may stay', async () => {
    expect(await look()).toMatchObject({ livePasses: 0, members: 1, proposals: [], unknown: [] });
  });

  it('leaves alone what may belong to an enrollment that is going on', async () => {
    await directory.joinGroup(await groupOf('TAP-Onboarding-Users'), idOf('new-hire'), context());
    await directory.createPass(idOf('new-hire'), { lifetimeMinutes: 60, usableOnce: true }, context());
    const found = await look();
    expect(kinds(found)).toEqual([
      `delete-pass ${idOf('new-hire')} young`,
      `leave-group ${idOf('new-hire')} young`,
    ]);
    expect(await clean(found)).toEqual({ cleaned: [], written: [] });
  });

  it('takes away what has been there too long, whoever made it, with an intent before each', async () => {
    await passByHand('new-hire', { lifetimeInMinutes: 60 });
    await tenant.graph.sleep(25 * HOUR);
    // It begins in two hours: it can be used neither now nor is it over.
    const startDateTime = new Date(tenant.graph.clock.now() + 2 * HOUR).toISOString();
    await directory.joinGroup(await groupOf('TAP-Recovery-Users'), idOf('lost-phone'), context());
    await passByHand('lost-phone', { lifetimeInMinutes: 60, startDateTime });
    await tenant.graph.sleep(1.5 * HOUR);
    const found = await look();
    expect(kinds(found)).toEqual([
      `delete-pass ${idOf('lost-phone')} old`,
      `leave-group ${idOf('new-hire')} old`,
      `leave-group ${idOf('lost-phone')} young`,
    ]);
    const { cleaned, written } = await clean(found);
    expect(cleaned.map(({ result }) => result)).toEqual(['done', 'done']);
    expect(written.map(({ type, step, subject }) => `${type} ${step ?? ''} ${subject ?? ''}`)).toEqual([
      `effect.intent revoke ${idOf('lost-phone')}`,
      `effect.outcome revoke ${idOf('lost-phone')}`,
      `effect.intent leave ${idOf('new-hire')}`,
      `effect.outcome leave ${idOf('new-hire')}`,
    ]);
    expect(kinds(await look())).toEqual([`leave-group ${idOf('lost-phone')} young`]);
  });

  it('takes a membership that the log does not tell of for a new one, until a review has seen it before', () => {
    const stays = { id: 'somebody', displayName: 'Somebody' };
    const reviewed = {
      now: 25 * HOUR,
      groups: [{ id: 'group', displayName: 'Group', members: [stays] }],
      ...{ expectedMemberIds: [], joined: [], passes: new Map(), unknown: [] },
      young: { passMinutes: 60, membershipHours: 24 },
    };
    const of = (proposedAt: ReadonlyMap<string, number>) => kinds(review({ ...reviewed, proposedAt }));
    expect(of(new Map())).toEqual(['leave-group somebody young']);
    expect(of(new Map([['membership group somebody', 2 * HOUR]]))).toEqual(['leave-group somebody young']);
    expect(of(new Map([['membership group somebody', 0]]))).toEqual(['leave-group somebody old']);
  });

  const one: Review = {
    at: new Date(0).toISOString(),
    livePasses: 2,
    members: 0,
    unknown: [],
    proposals: ['a', 'b'].map((passId) => ({
      kind: 'delete-pass',
      id: `pass ${passId}`,
      ...{ personId: 'somebody', passId, since: null, endsAt: null, young: false },
    })),
  };

  it('goes on past what cannot be taken away, and says so', async () => {
    const trace = { correlationId: 'c', requestId: null, serverTime: null };
    let calls = 0;
    const deletePass: Directory['deletePass'] = () => {
      calls += 1;
      return calls === 1
        ? Promise.reject(new DirectoryError('tenant.forbidden', { outcome: 'none', retryable: false, trace }))
        : Promise.resolve({ value: 'absent', trace });
    };
    const { cleaned, written } = await clean(one, { deletePass });
    expect(cleaned).toEqual([
      { id: 'pass a', result: 'left', code: 'tenant.forbidden' },
      { id: 'pass b', result: 'gone', code: null },
    ]);
    expect(written.map(({ data }) => data['result'] ?? 'intent')).toEqual([
      'intent',
      'failed',
      'intent',
      'ok',
    ]);
  });

  it('takes nothing away that cannot be put on record first', async () => {
    let called = false;
    const deletePass: Directory['deletePass'] = () => {
      called = true;
      return Promise.reject(new Error('must not be called'));
    };
    await expect(clean(one, { deletePass, fails: () => true })).rejects.toThrow(JournalError);
    expect(called).toBe(false);
  });
});

describe('tapdesk review', () => {
  it('is fine where nothing is left to take away', async () => {
    const { code, out, error } = await tapdesk('--simulated', 'review', '--json');
    const answer: unknown = JSON.parse(out);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(answer).toMatchObject({ livePasses: 0, members: 1, proposals: [], unknown: [], cleaned: [] });
  });

  it('cleans nothing up without a place for the record', async () => {
    const { code, out, error } = await tapdesk('--simulated', 'review', '--apply');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain('say where the record goes');
  });
});

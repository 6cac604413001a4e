import { describe, expect, it } from 'vitest';
import {
  BadgeListError,
  mappingConfig,
  type BadgeLists,
  type ListChange,
  type ListRequest,
} from '../../../src/main/badge/index.ts';
import { takeListRequests } from '../../../src/main/desk/list-requests.ts';
import type { DeskPorts } from '../../../src/main/desk/ports.ts';
import { createDeskAtHand, noLists, openDesk, read } from '../../support/desk.ts';

const request: ListRequest = {
  v: 1,
  id: '6b0c2a1e-0000-4000-8000-00000000000a',
  at: '2026-11-28T09:00:00.000Z',
  account: 'admin',
  personId: null,
  change: { what: 'revoke', badge: 'uid:04A1B2C3', reason: 'left in a bus' },
};
const change: ListChange = { list: 'lost', added: 1, removed: 0, moved: 0, badges: ['c'.repeat(64)] };

const deskWith = (lists: BadgeLists) =>
  createDeskAtHand({ badges: { mapping: mappingConfig.parse({}), lists, hash: () => '' } });
/** Lists for which these requests wait; each stays when what records it throws. */
const listsAsked = (waiting: ListRequest[]): BadgeLists => ({
  ...noLists,
  takeRequests: (record) => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      record(next, change);
      waiting.shift();
    }
  },
});

describe('what a command has asked of the site’s lists', () => {
  it('is on record when the desk opens: who, what, which badge by its hash, and why', async () => {
    const hand = deskWith(listsAsked([request]));
    await openDesk(hand);
    expect(hand.written.filter(({ type }) => type === 'badge.changed')).toEqual([
      {
        type: 'badge.changed',
        enrollment: null,
        step: null,
        actor: 'station',
        subject: null,
        data: {
          request: request.id,
          requestedAt: request.at,
          what: 'revoke',
          list: 'lost',
          added: 1,
          removed: 0,
          moved: 0,
          badges: ['c'.repeat(64)],
        },
      },
    ]);
    expect(hand.personal[hand.journaled.indexOf('badge.changed')]).toEqual({
      account: 'admin',
      reason: 'left in a bus',
    });
    expect(JSON.stringify(hand.written)).not.toContain('04A1B2C3');
  });

  it('is on record once, also when the station ended between the entry and the change', () => {
    const hand = deskWith(noLists);
    const appended: unknown[] = [];
    const already = hand.ports.journal.append({
      type: 'badge.changed',
      enrollment: null,
      step: null,
      actor: 'station',
      subject: null,
      data: { request: request.id },
    });
    const journal: DeskPorts['journal'] = {
      ...hand.ports.journal,
      ofType: (type) => (type === 'badge.changed' ? [already] : []),
      append: (body) => {
        appended.push(body);
        return already;
      },
    };
    const take = (asked: ListRequest): void =>
      takeListRequests({ journal, badges: { ...hand.ports.badges, lists: listsAsked([asked]) } });
    take(request);
    expect(appended).toEqual([]);
    take({ ...request, id: '6b0c2a1e-0000-4000-8000-00000000000b' });
    expect(appended.length).toBe(1);
  });

  it('names whoever had signed in to the tenant for it', async () => {
    const hand = deskWith(listsAsked([{ ...request, personId: 'somebody' }]));
    await openDesk(hand);
    expect(hand.written.find(({ type }) => type === 'badge.changed')?.actor).toBe('somebody');
  });

  it('is taken in before a badge is judged while the desk is open', async () => {
    const waiting: ListRequest[] = [];
    const hand = deskWith(listsAsked(waiting));
    await openDesk(hand);
    waiting.push(request);
    hand.find([]);
    await hand.badge(read);
    expect(hand.journaled.indexOf('badge.changed')).toBeGreaterThan(-1);
    expect(hand.journaled.indexOf('badge.changed')).toBeLessThan(hand.journaled.indexOf('badge.refused'));
    expect(waiting).toEqual([]);
  });

  it('keeps the desk from naming anybody where it cannot be read, and not from opening', async () => {
    const hand = deskWith({
      ...noLists,
      takeRequests: () => {
        throw new BadgeListError('badge-request', null);
      },
    });
    await openDesk(hand);
    expect(hand.snapshot().screen.kind).toBe('operator/ready');
    await hand.badge(read);
    expect(hand.snapshot().problem?.code).toBe('badge.lists-unreadable');
  });
});

import { describe, expect, it } from 'vitest';
import { BadgeListError, mappingConfig, type BadgeLists } from '../../../src/main/badge/index.ts';
import type { Person, PersonQuery } from '../../../src/main/directory/index.ts';
import { identify } from '../../../src/main/desk/identifying.ts';
import { createDeskAtHand, noLists, openDesk, person, read } from '../../support/desk.ts';

const uidRead = { ...read, technology: 'uid', identifier: { kind: 'uid', value: '04A1B2C3' } } as const;
const byTable = mappingConfig.parse({ uid: { by: 'table' } });

const identifyWith = async (
  lists: BadgeLists,
  people: readonly Person[],
  mapping = byTable,
): Promise<{ readonly found: unknown; readonly asked: readonly PersonQuery[] }> => {
  const asked: PersonQuery[] = [];
  const found = await identify(
    uidRead,
    { mapping, lists },
    {
      context: { correlationId: 'c' },
      recordLists: () => undefined,
      directory: {
        findPeople: (query) => {
          asked.push(query);
          return Promise.resolve(people);
        },
      },
    },
  );
  return { found, asked };
};
const tableOf = (personId: string | null): BadgeLists => ({ ...noLists, personOf: () => personId });

describe('a badge that was read', () => {
  it('is the person whom the table names, by object id', async () => {
    const { found, asked } = await identifyWith(tableOf(person.id), [person]);
    expect(found).toEqual({ person, rule: { by: 'table', from: 'uid' } });
    expect(asked).toEqual([{ by: 'id', value: person.id }]);
  });

  it.each([
    ['the table has not', tableOf(null), [person], 'badge.unknown'],
    ['the table gives to somebody who is not there', tableOf('gone'), [], 'badge.table-stale'],
    ['is of a disabled account', tableOf('x'), [{ ...person, accountEnabled: false }], 'badge.disabled'],
    ['is of a guest', tableOf('x'), [{ ...person, guest: true }], 'badge.guest'],
  ] as const)('that %s is nobody’s', async (...[, lists, people, code]) => {
    expect((await identifyWith(lists, people)).found).toMatchObject({ code });
  });

  it('that is on the list of lost ones is nobody’s, and the tenant is not asked', async () => {
    const { found, asked } = await identifyWith({ ...tableOf(person.id), isLost: () => true }, [person]);
    expect(found).toMatchObject({ code: 'badge.on-lost-list' });
    expect(asked).toEqual([]);
  });

  it('is nobody’s where the lists cannot be read', async () => {
    const unreadable: BadgeLists = {
      ...tableOf(person.id),
      isLost: () => {
        throw new BadgeListError('badges-lost.json', null);
      },
    };
    expect((await identifyWith(unreadable, [person])).found).toMatchObject({
      code: 'badge.lists-unreadable',
    });
  });

  it('without a rule for its kind is nobody’s', async () => {
    const { found, asked } = await identifyWith(tableOf(person.id), [person], mappingConfig.parse({}));
    expect(found).toEqual({ code: 'badge.no-rule', rule: null });
    expect(asked).toEqual([]);
  });
});

describe('the lists in force', () => {
  it('are on record once, before the first badge that they decide, and again when they change', async () => {
    let sha256: string | null = 'a'.repeat(64);
    const lists: BadgeLists = { ...noLists, states: () => [{ list: 'lost', sha256, entries: 1 }] };
    const hand = createDeskAtHand({ badges: { mapping: mappingConfig.parse({}), lists, hash: () => '' } });
    await openDesk(hand);
    hand.find([]);
    const listed = (): number => hand.journaled.filter((type) => type === 'badge.list').length;
    await hand.badge(read);
    await hand.badge(read);
    expect(listed()).toBe(1);
    expect(hand.journaled.indexOf('badge.list')).toBeLessThan(hand.journaled.indexOf('badge.refused'));
    sha256 = null;
    await hand.badge(read);
    expect(listed()).toBe(2);
  });
});

it('nobody new is enrolled while an update waits, and the badge is asked of nobody', async () => {
  let waits = true;
  const hand = createDeskAtHand({ updateWaits: () => waits });
  await openDesk(hand);
  await hand.badge(read);
  expect(hand.snapshot()).toMatchObject({
    screen: { kind: 'operator/ready' },
    problem: { code: 'station.update-waits' },
  });
  waits = false;
  await hand.badge(read);
  expect(hand.snapshot().problem).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { noteHold, retentionConfig, type HoldSettings } from '../../../src/main/retention/index.ts';
import type { Entry, EntryBody } from '../../../src/main/journal/index.ts';

const by = '2c1f6f0e-4f0b-4b3e-8a5d-9f7e6d5c4b3a';
const hold = { since: '2026-11-01', reference: 'case 12', by };
const none = { legalHold: null, legalHoldLifted: null };

/** As much of a journal as this asks for. */
const createJournal = () => {
  const entries: Entry[] = [];
  const journal = {
    ofType: (type: string) =>
      entries.filter((one) => one.type === type).map((entry) => ({ entry, hash: String(entry.seq) })),
    append: (body: EntryBody) => {
      const entry: Entry = {
        ...body,
        ...{ v: 1, station: 'desk-1', epoch: 1, seq: entries.length + 1, prev: '' },
        ...{ at: '2026-11-01T08:00:00.000Z', monotonicMs: 0, commitments: {} },
      };
      entries.push(entry);
      return { entry, hash: String(entry.seq) };
    },
  };
  return {
    open: (settings: HoldSettings) => noteHold(journal, settings),
    told: () => entries.map(({ type, actor, data }) => ({ type, actor, data })),
  };
};

const set = { type: 'hold.set', actor: 'station', data: hold };

describe('a legal hold', () => {
  it('is journaled once when it is set, with who ordered it and why', () => {
    const { open, told } = createJournal();
    open(none);
    expect(told()).toEqual([]);
    open({ ...none, legalHold: hold });
    open({ ...none, legalHold: hold });
    expect(told()).toEqual([set]);
  });

  it('is journaled when it is lifted, with who did and why, and can be set anew', () => {
    const { open, told } = createJournal();
    open({ ...none, legalHold: hold });
    const lifted = { by, reference: 'case closed' };
    open({ legalHold: null, legalHoldLifted: lifted });
    open({ legalHold: null, legalHoldLifted: lifted });
    open({ legalHold: hold, legalHoldLifted: lifted });
    const { since, reference } = hold;
    expect(told()).toEqual([
      set,
      { type: 'hold.lifted', actor: 'station', data: { since, reference, by, because: 'case closed' } },
      set,
    ]);
  });

  it('that gave way to another is lifted, and the other set; who did is not known where nobody says so', () => {
    const { open, told } = createJournal();
    open({ ...none, legalHold: hold });
    const other = { since: '2026-12-01', reference: 'case 13', by: null };
    open({ ...none, legalHold: other });
    const { since, reference } = hold;
    expect(told()).toEqual([
      set,
      { type: 'hold.lifted', actor: 'station', data: { since, reference, by: null, because: null } },
      { ...set, data: other },
    ]);
  });

  it('names people by object id alone', () => {
    const read = (more: object) => retentionConfig.safeParse({ legalHold: { ...hold, ...more } }).success;
    expect([read({}), read({ by: null }), read({ by: 'Somebody' })]).toEqual([true, true, false]);
  });
});

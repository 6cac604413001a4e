import { describe, expect, it } from 'vitest';
import { createTurnedAway } from '../../../src/main/desk/turned-away.ts';

const createHand = (append: (data: unknown) => void) => {
  let hours = 0;
  const warned: string[] = [];
  const tell = createTurnedAway({
    journal: {
      append: (body: { readonly type: string; readonly data: unknown }) => {
        append({ type: body.type, ...(body.data as object) });
        return { entry: {}, hash: '' };
      },
    },
    clock: { monotonicMs: () => hours * 3_600_000 },
    log: { warn: (name: string) => void warned.push(name) },
  } as unknown as Parameters<typeof createTurnedAway>[0]);
  return { tell, warned, pass: (more: number) => (hours += more) };
};

describe('what the guards of the whole desk have stopped', () => {
  it('is on record once for each kind and hour', () => {
    const written: unknown[] = [];
    const { tell, pass } = createHand((data) => void written.push(data));
    tell('key', 'Control+p');
    tell('key', 'Control+p');
    tell('close', 'desk');
    pass(1);
    tell('key', 'Control+p');
    expect(written).toEqual([
      { type: 'desk.blocked', hook: 'key', what: 'Control+p' },
      { type: 'desk.blocked', hook: 'close', what: 'desk' },
      { type: 'desk.blocked', hook: 'key', what: 'Control+p' },
    ]);
  });

  it('does not fill the record', () => {
    const written: unknown[] = [];
    const { tell } = createHand((data) => void written.push(data));
    for (let count = 0; count < 1000; count += 1) tell('key', `F${count}`);
    expect(written).toHaveLength(40);
  });

  it('is in the log where the journal takes nothing', () => {
    const { tell, warned } = createHand(() => {
      throw new Error('not open');
    });
    tell('key', 'F12');
    expect(warned).toEqual(['blocked-not-written']);
  });
});

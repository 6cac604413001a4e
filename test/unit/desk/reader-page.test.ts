import { describe, expect, it } from 'vitest';
import type { Attached, BadgeRead } from '../../../src/main/badge/index.ts';
import type { BadgeFormat, ProblemCode } from '../../../src/shared/index.ts';
import { createDeskAtHand, openDesk, person, read, settings, type DeskAtHand } from '../../support/desk.ts';

const format: BadgeFormat = { suffix: 'tab', layout: 'h10301', digits: 'hex' };
const number = (value: string): BadgeRead => ({
  ...read,
  identifier: { kind: 'number', value, facility: null },
});

/** A desk whose readers the test holds. */
const atReaders = (more: { readonly locked?: boolean; readonly code?: ProblemCode } = {}) => {
  const used: BadgeFormat[] = [];
  const saved: BadgeFormat[] = [];
  let tell: (now: Attached) => void = () => undefined;
  const attached: Attached = { service: 'running', readers: [] };
  const hand = createDeskAtHand({
    settings: { ...settings, badgeFormatLocked: more.locked ?? false },
    readers: {
      watch: {
        current: () => attached,
        onChange: (listener) => {
          tell = listener;
          return () => undefined;
        },
      },
      useFormat: (one) => void used.push(one),
      saveFormat: (one) => {
        saved.push(one);
        return more.code ?? null;
      },
    },
  });
  return { hand, used, saved, tell: (now: Attached) => tell(now) };
};

const screenOf = (hand: DeskAtHand) => {
  const { screen } = hand.snapshot();
  if (screen.kind !== 'operator/readers') throw new Error(`there is ${screen.kind}`);
  return screen;
};

describe('the page about readers', () => {
  it('looks at a badge and begins nothing: what it is, whose, by which rule, its number masked until asked', async () => {
    const { hand } = atReaders();
    await openDesk(hand);
    await hand.call('readers.show', {});
    hand.find([person]);
    await hand.badge(number('10004711'));
    expect(screenOf(hand).trial).toEqual({
      technology: 'wedge',
      strength: 'identifier',
      names: [{ kind: 'number', value: '•••••711' }],
      code: null,
      rule: { by: 'employee-id', name: null },
      person: 'Enrollee One · enrollee@tapdesk.example',
      lookup: 'over',
    });
    await hand.call('readers.number', { shown: true });
    expect(screenOf(hand).trial?.names).toEqual([{ kind: 'number', value: '10004711' }]);
    await hand.badge(number('10004712'));
    expect(screenOf(hand).trial?.names).toEqual([{ kind: 'number', value: '•••••712' }]);
    expect(hand.begunWith).toEqual([]);
    expect(JSON.stringify([hand.written, hand.logged])).not.toContain('1000471');
  });

  it('forgets the badge when it is left, and the next one begins an enrollment', async () => {
    const { hand } = atReaders();
    await openDesk(hand);
    await hand.call('readers.show', {});
    await hand.badge(read);
    await hand.call('readers.close', {});
    await hand.call('readers.show', {});
    expect(screenOf(hand).trial).toBeNull();
    await hand.call('readers.close', {});
    await hand.badge(read);
    expect(hand.begunWith).toHaveLength(1);
  });

  it('says why a badge could not be read, and why it is nobody’s', async () => {
    const { hand } = atReaders();
    await openDesk(hand);
    await hand.call('readers.show', {});
    await hand.badge({ kind: 'misread', reader: 'wedge', code: 'badge.parity-wrong', at: 0 });
    expect(screenOf(hand).trial).toMatchObject({ technology: null, code: 'badge.parity-wrong' });
    hand.find([]);
    await hand.badge(read);
    expect(screenOf(hand).trial).toMatchObject({ technology: 'wedge', code: 'badge.unknown', person: null });
    expect(hand.journaled).not.toContain('badge.refused');
  });

  it('before the desk opens shows what is read, but neither whose it is nor its number, and changes nothing', async () => {
    const { hand, used } = atReaders();
    await hand.desk.start();
    await hand.call('readers.show', {});
    await hand.badge(number('10004711'));
    expect(screenOf(hand)).toMatchObject({
      trial: { names: [{ value: '•••••711' }], lookup: 'not-signed-in', person: null },
      formatMay: 'not-signed-in',
    });
    expect(await hand.call('readers.number', { shown: true })).toMatchObject({ ok: false });
    expect(await hand.call('readers.try', format)).toMatchObject({ ok: false });
    expect(used).toEqual([]);
  });

  it('is not there for the enrollee, nor while an enrollment runs', async () => {
    const { hand } = atReaders();
    await openDesk(hand);
    await hand.call('desk.show-welcome', {});
    expect(await hand.call('readers.show', {})).toMatchObject({ ok: false });
    await hand.call('desk.show-operator', {});
    await hand.badge(read);
    expect(await hand.call('readers.show', {})).toMatchObject({ ok: false });
  });
});

describe('the format of keyboard readers', () => {
  it('is tried at once, saved when asked, and on record', async () => {
    const { hand, used, saved } = atReaders();
    await openDesk(hand);
    await hand.call('readers.show', {});
    await hand.call('readers.try', format);
    expect(used).toEqual([format]);
    expect(screenOf(hand)).toMatchObject({ format, formatState: 'tried' });
    expect(saved).toEqual([]);
    await hand.call('readers.save', {});
    expect(saved).toEqual([format]);
    expect(screenOf(hand).formatState).toBe('saved');
    expect(hand.written.find(({ type }) => type === 'badge.format')).toMatchObject({
      actor: 'operator-1',
      data: format,
    });
    await hand.call('readers.close', {});
    expect(used.at(-1)).toEqual(format);
  });

  it('that was only tried is over when the page is left', async () => {
    const { hand, used } = atReaders();
    await openDesk(hand);
    await hand.call('readers.show', {});
    await hand.call('readers.try', format);
    await hand.call('readers.close', {});
    expect(used).toEqual([format, settings.badgeFormat]);
  });

  it('that cannot be saved is told, and stays as it was', async () => {
    const { hand } = atReaders({ code: 'station.settings-not-written' });
    await openDesk(hand);
    await hand.call('readers.show', {});
    await hand.call('readers.try', format);
    expect(await hand.call('readers.save', {})).toMatchObject({ ok: false });
    expect(hand.snapshot().problem?.code).toBe('station.settings-not-written');
    expect(screenOf(hand).formatState).toBe('tried');
    expect(hand.journaled).not.toContain('badge.format');
  });

  it('cannot even be tried where the machine’s file locks it', async () => {
    const { hand, used } = atReaders({ locked: true });
    await openDesk(hand);
    await hand.call('readers.show', {});
    expect(screenOf(hand).formatMay).toBe('locked');
    expect(await hand.call('readers.try', format)).toMatchObject({ ok: false });
    expect(used).toEqual([]);
  });
});

describe('trouble with readers', () => {
  it('stands on the waiting desk, and goes when it is over', async () => {
    const { hand, tell } = atReaders();
    await openDesk(hand);
    const warnings = (): unknown => {
      const { screen } = hand.snapshot();
      return screen.kind === 'operator/ready' ? screen.warnings : screen.kind;
    };
    expect(warnings()).toEqual([{ of: 'reader-none' }]);
    tell({ service: 'not-running', readers: [] });
    expect(warnings()).toEqual([{ of: 'reader-service' }]);
    tell({ service: 'running', readers: [{ name: 'A', state: 'gone' }] });
    expect(warnings()).toEqual([{ of: 'reader-none' }]);
    tell({ service: 'running', readers: [{ name: 'A', state: 'ready' }] });
    expect(warnings()).toEqual([]);
  });
});

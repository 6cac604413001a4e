import { describe, expect, it } from 'vitest';
import type { LeaveBehind } from '../../../src/main/leave-behind/index.ts';
import { atReveal, plantedPass, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand, settings } from '../../support/desk.ts';
import { methodOf } from '../../support/fake-directory.ts';

/** A desk with a printer, where somebody has just been enrolled. */
const atDone = async (works: () => boolean = () => true) => {
  const asked: LeaveBehind[] = [];
  const hand = createDeskAtHand({
    settings: { ...settings, site: { ...settings.site, prints: true } },
    printLeaveBehind: (about) => {
      asked.push(about);
      return Promise.resolve(works());
    },
  });
  await atReveal(hand);
  await toEnrollee(hand);
  hand.script.move({ at: 'done', found: methodOf('key-1'), endedAt: 0 });
  await hand.settle();
  return { hand, asked };
};

const paperOn = (hand: Awaited<ReturnType<typeof atDone>>['hand']): unknown => {
  const { screen } = hand.snapshot();
  return screen.kind === 'enrollee/done' ? screen.paper : screen.kind;
};

describe('the page on paper', () => {
  it('says what was set up and whom to call, in the language of the person, and never the pass', async () => {
    const { hand, asked } = await atDone();
    await hand.call('desk.choose-language', { language: 'fr' });
    await hand.call('leave-behind.print', {});
    expect(asked).toEqual([
      {
        language: 'fr',
        site: 'Site',
        method: { kind: 'security-key', name: 'key-1' },
        helpContact: 'the desk',
        notMeContact: 'security',
        helpAddress: 'https://help.example/sign-in',
        recordNumber: 'R-1',
      },
    ]);
    expect(JSON.stringify(asked)).not.toContain(plantedPass);
    expect(paperOn(hand)).toBe('printed');
    expect(hand.written.at(-1)).toMatchObject({
      type: 'leave-behind',
      enrollment: 'enrollment-1',
      data: { printed: true },
    });
  });

  it('is printed once; again only when it did not come out', async () => {
    let works = false;
    const { hand, asked } = await atDone(() => works);
    await hand.call('leave-behind.print', {});
    expect(paperOn(hand)).toBe('failed');
    works = true;
    await hand.call('leave-behind.print', {});
    expect(paperOn(hand)).toBe('printed');
    expect(await hand.call('leave-behind.print', {})).toMatchObject({ ok: false });
    expect(asked).toHaveLength(2);
  });

  it('is of the person alone, and of nobody before they are done', async () => {
    const { hand, asked } = await atDone();
    hand.script.move({ at: 'retest' });
    expect(await hand.call('leave-behind.print', {})).toMatchObject({ ok: false });
    hand.script.move({ at: 'done' });
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    expect(await hand.call('leave-behind.print', {})).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
  });

  it('is not offered where the site names no printer', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'done', found: methodOf('key-1'), endedAt: 0 });
    await hand.settle();
    expect(paperOn(hand)).toBeNull();
    expect(await hand.call('leave-behind.print', {})).toMatchObject({ ok: false });
  });
});

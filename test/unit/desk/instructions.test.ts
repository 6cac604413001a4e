import { describe, expect, it } from 'vitest';
import { instructionsOn } from '../../../src/main/desk/instructions.ts';
import type { Screen } from '../../../src/shared/index.ts';
import { atReveal, plantedPass, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand, settings } from '../../support/desk.ts';
import { methodOf } from '../../support/fake-directory.ts';

const reveal: Screen = { kind: 'enrollee/reveal', givenName: 'E', visibleSecondsLeft: 60 };
const key = methodOf('key-1');

describe('what the person has to do', () => {
  it.each([
    [[false, false, false], { found: null, at: 'reveal' }, 'enter-code'],
    [[true, false, false], { found: null, at: 'register' }, 'add-key'],
    [[true, true, false], { found: key, at: 'retest' }, 'enter-code'],
    [[true, true, true], { found: key, at: 'done' }, 'enter-code'],
  ] as const)('is ticked as it becomes true: %j', (...[ticks, view, registerStep]) => {
    const shown = instructionsOn(reveal, { ...view, password: 'not-asked' }, { registerStep });
    expect(shown?.map(({ done }) => done)).toEqual(ticks);
  });

  it.each([
    ['open', 'password', [true, true, false, false]],
    ['changed', 'retest', [true, true, true, false]],
    ['left-out', 'done', [true, true, false, true]],
  ] as const)('has the password third, where the site asks for it: %s', (password, at, ticks) => {
    const shown = instructionsOn(reveal, { found: key, at, password }, { registerStep: 'finish' }) ?? [];
    expect(shown.map(({ id }) => id)).toEqual(['sign-in', 'register', 'password', 'test']);
    expect(shown.map(({ done }) => done)).toEqual(ticks);
  });

  it('is on no screen of the operator', () => {
    const operator: Screen = { kind: 'operator/working', work: 'undoing' };
    const view = { found: key, at: 'done', password: 'not-asked' } as const;
    expect(instructionsOn(operator, view, { registerStep: 'finish' })).toBeNull();
  });
});

describe('what the person takes along', () => {
  it('is what was set up, whom to call, and the site’s address for help; no secret', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'done', found: key, endedAt: 0 });
    await hand.settle();
    expect(hand.snapshot().screen).toEqual({
      kind: 'enrollee/done',
      givenName: 'Enrollee',
      method: { id: 'key-1', kind: 'security-key', name: 'key-1' },
      notMeContact: settings.site.notMeContact,
      scan: { of: 'help', address: settings.site.helpAddress, short: null },
      paper: null,
    });
    expect(JSON.stringify(hand.snapshot())).not.toContain(plantedPass);
  });
});

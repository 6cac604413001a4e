import { expect, it } from 'vitest';
import { createPinKeeper, isTooSimple } from '../../../src/main/identity/index.ts';

const keeper = () => createPinKeeper((count) => new Uint8Array(count).fill(7));

it('matches the PIN that was chosen last, and none before one is chosen or after it is forgotten', () => {
  const pin = keeper();
  expect(pin.matches('4096')).toBe(false);
  pin.choose('4096');
  expect(pin.matches('4096')).toBe(true);
  expect(pin.matches('4097')).toBe(false);
  expect(pin.matches('04096')).toBe(false);
  pin.choose('2718');
  expect(pin.matches('4096')).toBe(false);
  expect(pin.matches('2718')).toBe(true);
  pin.forget();
  expect(pin.matches('2718')).toBe(false);
});

it('shows nothing of the PIN to who looks at the keeper', () => {
  const pin = keeper();
  pin.choose('4096');
  expect(JSON.stringify(pin) + Object.values(pin).map(String).join()).not.toContain('4096');
});

it.each([
  ['0000', true],
  ['777777', true],
  ['1234', true],
  ['9876', true],
  ['0123', true],
  ['1357', false],
  ['1212', false],
  ['1235', false],
  ['4096', false],
])('says of %s that it is too simple: %s', (pin, simple) => {
  expect(isTooSimple(pin)).toBe(simple);
});

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Secret } from '../../../src/shared/index.ts';

const held = Secret.of('planted-pass');

it.each<[string, () => string]>([
  ['put into a text', () => `The code is ${String(held)}`],
  ['written as JSON', () => JSON.stringify({ held })],
  ['looked at', () => inspect({ held }, { showHidden: true, depth: 9 })],
  ['taken apart', () => JSON.stringify([Object.entries(held), Object.assign({}, held)])],
])('a secret that is %s says nothing of itself', (_, text) => {
  expect(text()).not.toContain('planted');
});

it('a secret is given by the one call for it', () => {
  expect(held.unwrap()).toBe('planted-pass');
});

import { expect, test } from 'vitest';
import { screen, snapshot } from '../../../src/shared/index.ts';
import { samples, snapshotOfSample } from '../../gallery/samples.ts';

test.each(Object.entries(samples))('the gallery shows %s as the contract has it', (_, sample) => {
  const sent = snapshotOfSample(sample, { revision: 1, language: 'en' });
  expect(snapshot.parse(sent)).toEqual(sent);
});

test('the gallery shows every kind of screen', () => {
  const shown = new Set<string>(Object.values(samples).map((sample) => sample.screen.kind));
  expect(screen.options.map((one) => one.shape.kind.value).filter((kind) => !shown.has(kind))).toEqual([]);
});

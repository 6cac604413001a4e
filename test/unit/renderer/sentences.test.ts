import { expect, test } from 'vitest';
import { sentencesOf } from '../../../src/renderer/components/sentences.ts';
import { createTexts, type Text } from '../../../src/renderer/text/index.ts';
import { language, problemOf } from '../../../src/shared/index.ts';

const textsIn = (name: (typeof language.options)[number]): Pick<Text, 't' | 'find' | 'seconds'> => {
  const texts = createTexts();
  const t = texts.getFixedT(name);
  return {
    t: (key, params) => t(key, { ...params }),
    find: (key, params) => (texts.exists(key, { lng: name }) ? t(key, { ...params }) : null),
    seconds: (value) =>
      new Intl.NumberFormat(name, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(value),
  };
};

test.each(language.options)('says how long the tenant asked to wait, to either person, in %s', (name) => {
  const problem = problemOf('tenant.throttled', { params: { seconds: 42 } });
  for (const forEnrollee of [false, true]) {
    expect(sentencesOf(problem, textsIn(name), forEnrollee).todo).toMatch(/42\s?\p{L}/u);
  }
});

test('says it in the singular too', () => {
  const problem = problemOf('tenant.throttled', { params: { seconds: 1 } });
  expect(sentencesOf(problem, textsIn('en'), false).todo).toBe('Wait 1 second, then try again.');
});

test('names no time where the tenant named none', () => {
  const { todo } = sentencesOf(problemOf('tenant.throttled'), textsIn('en'), false);
  expect(todo).toBe('Wait a moment, then try again.');
});

test('keeps the sentence of a problem whose seconds are something else', () => {
  const problem = problemOf('station.clock-skew', { params: { seconds: 300 } });
  const { what, todo } = sentencesOf(problem, textsIn('en'), false);
  expect(what).toContain('300');
  expect(todo).not.toContain('300');
});

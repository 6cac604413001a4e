import { expect, test } from 'vitest';
import { knownParts, whatNow } from '../../../src/renderer/desk/refused/what-now.ts';
import { reasonCodes } from '../../../src/shared/contract/reasons.ts';

const of = (...codes: readonly string[]) => whatNow(codes.map((code) => ({ code })));

test('knows what to do about the reasons of every rule', () => {
  const parts = new Set(reasonCodes.map((code) => code.split('.')[0] ?? ''));
  expect([...parts].filter((part) => !knownParts.has(part))).toEqual([]);
  expect([...knownParts].filter((part) => !parts.has(part))).toEqual([]);
});

test('says each thing once, in the order of the reasons', () => {
  expect(of('privileged.role', 'account.guest', 'privileged.eligible-role', 'pass.someone-elses')).toEqual([
    'privileged',
    'account',
  ]);
});

test('proposes another scenario only where nothing else refuses', () => {
  expect(of('scenario.has-strong-method')).toEqual(['scenario']);
  expect(of('scenario.has-strong-method', 'privileged.role')).toEqual(['privileged']);
});

test('sends a reason that it never heard of to whoever looks after the desk', () => {
  expect(of('something.new')).toEqual(['settings']);
});

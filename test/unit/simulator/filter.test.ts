import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../src/simulator/graph/filter.ts';

const item = {
  name: 'Nadia',
  employeeId: "10'1",
  enabled: true,
  nothing: null,
  count: 3,
  at: '2026-11-22T10:00:00.000Z',
  by: { user: { id: 'u1' } },
  targets: [{ id: 'a' }, { id: 'b' }],
  tags: ['x', 'y'],
};

describe('a filter', () => {
  it.each([
    ["name eq 'nadia'", true],
    ["name eq 'nad'", false],
    ["name ne 'other'", true],
    ["employeeId eq '10''1'", true],
    ['enabled eq true', true],
    ['enabled eq false', false],
    ['nothing eq null', true],
    ["nothing eq 'x'", false],
    ["nothing ne 'x'", true],
    ['count ge 3', true],
    ['count gt 3', false],
    ['at ge 2026-11-22T10:00:00Z', true],
    ['at ge 2026-11-22T12:00:00+01:00', false],
    ['at lt 2026-11-23T00:00:00Z', true],
    ["by/user/id eq 'u1'", true],
    ["startswith(name,'NA')", true],
    ["endswith(name,'na')", false],
    ["targets/any(t:t/id eq 'b')", true],
    ["targets/any(t: t/id eq 'c')", false],
    ["tags/any(t:t eq 'y')", true],
    ["name eq 'x' or count eq 3", true],
    ["name eq 'nadia' and (count eq 1 or enabled eq true)", true],
    ["name eq 'a and b'", false],
  ])('%s is %s', (text, expected) => {
    expect(parseFilter(text)(item)).toBe(expected);
  });

  it.each([
    '',
    'name',
    'name eq',
    "name is 'x'",
    "(name eq 'x'",
    "name eq 'x')",
    "name eq 'x",
    'startswith(name)',
    "a/any(t:t eq 'x'",
  ])('that reads "%s" is refused as Graph refuses it', (text) => {
    expect(() => parseFilter(text)).toThrow('Invalid filter clause');
  });
});

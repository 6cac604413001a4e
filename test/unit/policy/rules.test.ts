import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/main/policy/decide.ts';
import { rules } from '../../../src/main/policy/rules.ts';
import type { PolicyInput } from '../../../src/main/policy/index.ts';
import { reasonCodes, type ReasonCode } from '../../../src/shared/index.ts';
import { inputWith } from '../../support/policy-input.ts';
import { passRows } from './tables/pass.ts';
import { peopleRows } from './tables/people.ts';
import { personRows } from './tables/person.ts';
import { inputOf } from './tables/row.ts';
import { waysRows } from './tables/ways.ts';

const rows = [...personRows, ...passRows, ...peopleRows, ...waysRows];

const givenBy = (input: PolicyInput, rule: string): readonly ReasonCode[] =>
  decide(input)
    .reasons.filter((reason) => reason.rule === rule)
    .map((reason) => reason.code);

const without = (id: string) => rules.filter((rule) => rule.id !== id);

describe('each rule', () => {
  it.each(rows)('%s weighs %s', (...row) => {
    expect(givenBy(inputOf(row), row[0])).toEqual(row[3]);
  });

  it.each(rows)('%s has its say in the verdict on %s', (...row) => {
    const { verdict, reasons, needs } = decide(inputOf(row));
    const effects = reasons.map((reason) => reason.effect);
    const wanted = effects.includes('refuses') ? 'refuse' : needs.length > 0 ? 'approve' : 'allow';
    expect(verdict).toBe(wanted);
  });

  it.each(rules.map((rule) => rule.id))('%s is missed: without it a verdict of the table changes', (id) => {
    const own = rows.filter(([rule]) => rule === id).map(inputOf);
    const changed = own.filter(
      (input) => decide(input).verdict !== decide(input, { rules: without(id) }).verdict,
    );
    expect(changed.length).toBeGreaterThan(0);
  });

  it('gives only codes of the published list, and every code of it is given somewhere', () => {
    const given = new Set(
      [inputWith(), ...rows.map(inputOf)].flatMap((input) => decide(input).reasons.map(({ code }) => code)),
    );
    expect([...given].sort()).toEqual([...reasonCodes].sort());
  });
});

// docs/simulated-tenant.md says what there is, by name and in order.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { usage } from '../../../src/simulator/options.ts';
import { variants } from '../../../src/simulator/tenant/variants/index.ts';
import { cast } from '../../../src/simulator/town/cast.ts';

const page = readFileSync(new URL('../../../docs/simulated-tenant.md', import.meta.url), 'utf8');

/** Rows of the table between `<!-- NAME: … -->` and `<!-- /NAME -->`, cell by cell. */
const rowsOf = (name: string): readonly (readonly string[])[] => {
  const part = page.split(`<!-- ${name}:`)[1]?.split(`<!-- /${name} -->`)[0] ?? '';
  return [...part.matchAll(/^\| `(.+)$/gm)].map(([, row = '']) =>
    row.split('|').map((cell) => cell.replace(/`$/, '').trim().replace(/`$/, '')),
  );
};

describe('the page about the simulated tenant', () => {
  it('names every option', () => {
    const options = [...usage.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name);
    expect(rowsOf('options').map(([name]) => name)).toEqual(options);
  });

  it('names everybody in the cast, with badge number and whether they sign in', () => {
    expect(rowsOf('people').map((cells) => cells.slice(0, 3))).toEqual(
      cast.map((one) => [one.part, one.employeeId ?? '', one.signsInByPassword === true ? 'yes' : '']),
    );
  });

  it('names every variant and its fault', () => {
    expect(rowsOf('variants').map((cells) => cells.slice(0, 2))).toEqual(
      variants.map(({ name, about }) => [name, about]),
    );
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../src/main/posture/index.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/posture.md'), 'utf8');

/** Cells of the rows of the marked table; prettier pads them. */
const rows = (page.split('<!-- checks: -->')[1]?.split('<!-- /checks -->')[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe('the page about posture', () => {
  it('has every check as the code has it, in its order', () => {
    expect(rows).toEqual(
      checks.map(({ id, severity, blocking, serves, mend }) => [
        `\`${id}\``,
        severity,
        blocking ? 'yes' : 'no',
        serves.requirement,
        serves.controls.join(', '),
        mend.portal,
      ]),
    );
  });
});

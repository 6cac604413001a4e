import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertsConfig } from '../../../src/main/alerts/index.ts';
import { monitoringConfig, watchRules } from '../../../src/main/monitoring/index.ts';
import { retentionConfig } from '../../../src/main/retention/index.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/monitoring.md'), 'utf8');

/** Cells of the rows of a table that begin with a code; prettier pads them. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const [, rules = '', rest = ''] = page.split(/<!-- \/?rules[^>]*-->/);
const [settings = '', alerts = '', more = ''] = rest.split(/<!-- \/?alerts -->/);
const [, retention = ''] = more.split(/<!-- \/?retention -->/);

describe('the page about watching', () => {
  it('has every rule as the code has it, in its order', () => {
    expect(rowsOf(rules).map(([id, severity, , source]) => [id, severity, source])).toEqual(
      watchRules.map(({ id, severity, source }) => [`\`${id}\``, severity, source]),
    );
  });

  it('has every setting', () => {
    expect(rowsOf(settings).map(([name]) => name)).toEqual(
      Object.keys(monitoringConfig.parse({})).map((name) => `\`${name}\``),
    );
  });

  it('has every setting of alerts', () => {
    expect(rowsOf(alerts).map(([name]) => name)).toEqual(
      Object.keys(alertsConfig.parse({})).map((name) => `\`${name}\``),
    );
  });

  it('has every setting of retention', () => {
    expect(rowsOf(retention).map(([name]) => name)).toEqual(
      Object.keys(retentionConfig.parse({})).map((name) => `\`${name}\``),
    );
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpointsConfig } from '../../../src/main/checkpoints/index.ts';
import { allowed, metrics, telemetryConfig } from '../../../src/main/telemetry/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const page = readFileSync(path.join(root, 'docs/telemetry.md'), 'utf8');
const marked = (text: string, name: string): string =>
  text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0] ?? '';
const cellsIn = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\| `([^`]+)` *\| *([^|]*?) *\| *([^|]*?) *\|/gm)].map(([, ...cells]) => cells);

describe('the page about telemetry', () => {
  it('has every metric with its kind and unit', () => {
    expect(cellsIn(marked(page, 'metrics')).map(([name, kind, unit]) => [name, kind, unit])).toEqual(
      Object.entries(metrics).map(([name, { kind, unit }]) => [name, kind, `\`${unit}\``]),
    );
  });

  it('has every attribute that may leave', () => {
    expect(cellsIn(marked(page, 'attributes')).map(([name, kind]) => [name, kind])).toEqual(
      Object.entries(allowed),
    );
  });

  it('has every setting', () => {
    const settings = Object.keys(telemetryConfig.parse({ url: 'https://collector.example.org' }) ?? {});
    expect(cellsIn(marked(page, 'settings')).map(([name]) => name)).toEqual(settings);
  });
});

describe('the page about checkpoints outside', () => {
  it('has every setting', () => {
    const operations = readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
    const s3 = { endpoint: 'https://store.example.org', bucket: 'checkpoints' };
    const { s3: store } = checkpointsConfig.parse({ s3 });
    const names = cellsIn(marked(operations, 'checkpoints')).map(([name]) => name);
    expect([...names].sort()).toEqual(
      ['folder', ...Object.keys(store ?? {}).map((name) => `s3.${name}`)].sort(),
    );
  });
});

/** As a Prometheus names it that takes OTLP. Source: OpenTelemetry specification, compatibility with Prometheus. */
const prometheusNames = (): ReadonlySet<string> => {
  const units: Readonly<Record<string, string>> = { s: '_seconds', By: '_bytes' };
  return new Set(
    Object.entries(metrics).flatMap(([name, { kind, unit }]) => {
      const base = `${name.replaceAll('.', '_')}${units[unit] ?? ''}`;
      if (kind === 'counter') return [`${base}_total`];
      return kind === 'histogram' ? [`${base}_bucket`, `${base}_sum`, `${base}_count`] : [base];
    }),
  );
};
const labels = new Set([...Object.keys(allowed).map((name) => name.replaceAll('.', '_')), 'le', 'instance']);

const folder = path.join(root, 'assets/grafana');
const queriesIn = (text: string): readonly string[] =>
  [...text.matchAll(/"(?:expr|query)": ("(?:[^"\\]|\\.)*")/g)]
    .map(([, json]) => String(JSON.parse(json ?? '""')))
    .filter((query) => query !== 'prometheus');

describe('the dashboards', () => {
  const files = readdirSync(folder);
  const queries = files.flatMap((file) => queriesIn(readFileSync(path.join(folder, file), 'utf8')));
  const namesIn = (query: string): readonly string[] =>
    query.match(/\b(?:tapdesk|http|process)_[a-z0-9_]+/g) ?? [];

  it('ask for what the desk tells, by its names, and for nothing else', () => {
    const known = prometheusNames();
    const asked = queries.flatMap(namesIn);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !known.has(name) && !labels.has(name))).toEqual([]);
    for (const [, inner = ''] of queries.flatMap((query) => [...query.matchAll(/\bby \(([^)]*)\)/g)]))
      expect(inner.split(', ').filter((label) => !labels.has(label))).toEqual([]);
  });

  it('show every metric', () => {
    const asked = new Set(queries.flatMap(namesIn));
    const missing = Object.keys(metrics).filter(
      (name) => ![...asked].some((one) => one.startsWith(name.replaceAll('.', '_'))),
    );
    expect(missing).toEqual([]);
  });
});

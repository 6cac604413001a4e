import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeTemplate } from '../../../scripts/windows/template.ts';
import { checkConfig } from '../../../src/main/config/index.ts';
import { configSchema } from '../../../src/main/config/schema.ts';
import { settingsOf } from '../../../src/main/config/settings.ts';

const { admx, adml } = makeTemplate();
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe('the administrative template', () => {
  it('is that of the schema: run node scripts/windows/admx.ts after a change', () => {
    expect(readFileSync('assets/windows/policies/Tapdesk.admx', 'utf8')).toBe(admx);
    expect(readFileSync('assets/windows/policies/en-US/Tapdesk.adml', 'utf8')).toBe(adml);
  });

  it('has every setting of the example configuration', () => {
    const example: unknown = JSON.parse(readFileSync('docs/example-config.json', 'utf8'));
    const paths = settingsOf(configSchema).map(({ path }) => path);
    const leaves = (value: unknown, path: string): readonly string[] =>
      typeof value !== 'object' || value === null || Array.isArray(value) || paths.includes(path)
        ? [path]
        : Object.entries(value).flatMap(([key, inner]) =>
            leaves(inner, path === '' ? key : `${path}.${key}`),
          );
    expect(leaves(checkConfig(example), '').filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('has a text for every name that it uses, and none twice', () => {
    const texts = all(adml, /<string id="([^"]+)"/g);
    expect(new Set(texts).size).toBe(texts.length);
    expect(all(admx, /\$\(string\.([^)]+)\)/g).filter((name) => !texts.includes(name))).toEqual([]);
    const boxes = all(adml, /<presentation id="([^"]+)"/g);
    expect(all(admx, /\$\(presentation\.([^)]+)\)/g)).toEqual(boxes);
  });

  it('never offers a simulated tenant', () => {
    expect(admx).not.toMatch(/simulated|leafFingerprint/);
  });
});

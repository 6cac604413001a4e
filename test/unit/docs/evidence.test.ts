import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packFindingCodes } from '../../../src/verifier/pack/report.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/evidence.md'), 'utf8');

describe('the page about evidence', () => {
  it('explains every finding of the pack’s verifier, in its order', () => {
    const table = page.split('<!-- pack-findings:')[1]?.split('<!-- /pack-findings -->')[0] ?? '';
    const codes = [...table.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]);
    expect(codes).toEqual([...packFindingCodes]);
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createStage } from '../../../src/main/evidence/stage.ts';

it('writes lines of every length and letter as they are, and says what they came to', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-stage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stage = createStage(folder);
  const lines = ['short', '', 'ß漢𝔊'.repeat(20_000), 'x'.repeat(500_000), '漢'.repeat(65_535), 'end'];
  const [one, other] = [stage.open('a.jsonl', 'data'), stage.open('b.jsonl', 'data')];
  for (const line of lines) {
    one.line(line);
    other.line(`${line}.`);
  }
  const textOf = (end: string): string => lines.map((line) => `${line}${end}\n`).join('');
  expect(stage.end()).toEqual(
    [textOf(''), textOf('.')].map((text, index) => ({
      ...{ name: ['a.jsonl', 'b.jsonl'][index], kind: 'data', of: null },
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
  );
  expect(readFileSync(path.join(folder, 'a.jsonl'), 'utf8')).toBe(textOf(''));
  expect(readFileSync(path.join(folder, 'b.jsonl'), 'utf8')).toBe(textOf('.'));
});

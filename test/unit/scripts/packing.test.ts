import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { overBudget } from '../../../scripts/packaging/budget.ts';
import { writeChecksums } from '../../../scripts/packaging/checksums.ts';
import { licenceTexts } from '../../../scripts/packaging/licences.ts';
import { sbomOf } from '../../../scripts/packaging/sbom.ts';
import { nameOf, readLockfile, shippedIn } from '../../../scripts/packaging/shipped.ts';

const product = { version: '1.2.3', electron: '45.4.1', epoch: 1_700_000_000 };

describe('what lies beside a package', () => {
  test('a list of components, the same from the same lockfile', () => {
    const integrity = `sha512-${Buffer.from('digest').toString('base64')}`;
    const packages = {
      '': { dependencies: { '@scope/a': '1.0.0' } },
      'node_modules/@scope/a': { version: '1.0.0', license: 'MIT', integrity },
    };
    const text = sbomOf(packages, product);
    expect(sbomOf(packages, product)).toBe(text);
    expect(JSON.parse(text)).toEqual({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      serialNumber: expect.stringMatching(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ) as string,
      metadata: {
        timestamp: '2023-11-14T22:13:20.000Z',
        component: { type: 'application', 'bom-ref': 'tapdesk', name: 'tapdesk', version: '1.2.3' },
      },
      components: [
        {
          type: 'framework',
          'bom-ref': 'pkg:npm/electron@45.4.1',
          name: 'electron',
          version: '45.4.1',
          purl: 'pkg:npm/electron@45.4.1',
          licenses: [{ license: { id: 'MIT' } }],
        },
        {
          type: 'library',
          'bom-ref': 'pkg:npm/%40scope/a@1.0.0#node_modules/@scope/a',
          name: '@scope/a',
          version: '1.0.0',
          purl: 'pkg:npm/%40scope/a@1.0.0',
          licenses: [{ license: { id: 'MIT' } }],
          hashes: [{ alg: 'SHA-512', content: Buffer.from('digest').toString('hex') }],
        },
      ],
    });
  });

  test("each package's licence, for everything that the lockfile says is in the program", () => {
    const packages = readLockfile();
    const names = shippedIn(packages).map(nameOf);
    expect(names).toEqual(expect.arrayContaining(['libsql', 'zod', 'react', '@fluentui/react-components']));
    const texts = licenceTexts(packages);
    expect(texts).toContain('SIL OPEN FONT LICENSE');
    expect(texts).toMatch(/^zod \d[^\n]*, MIT$/m);
  });

  test('the digest of each package, as sha256sum reads it', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-sums-'));
    try {
      for (const name of ['b.deb', 'a.AppImage', 'builder-debug.yml'])
        writeFileSync(path.join(folder, name), name);
      await writeChecksums(folder);
      const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
      expect(readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8')).toBe(
        `${digest('a.AppImage')}  a.AppImage\n${digest('b.deb')}  b.deb\n`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('and a package that has grown too large is refused with how large it may be', () => {
    expect(overBudget({ program: 4_000_000, installed: 300_000_000 })).toEqual([]);
    expect(overBudget({ program: 10_000_000 })).toEqual([
      expect.stringMatching(/^program: 10\.0 MB, and 9 MB/),
    ]);
    expect(overBudget({ surprise: 1 })).toHaveLength(1);
  });
});

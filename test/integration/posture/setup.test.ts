import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tapdesk } from '../../support/cli.ts';

it('tapdesk setup ends with what the doctor finds', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-setup-'));
  try {
    const id = '7f1c6b1e-9d3a-4c55-8f27-0c2e5a9b1d44';
    const answer = await tapdesk(
      ...['--simulated', 'setup', '--out', path.join(folder, 'site.json'), '--station-id', 'desk-7'],
      ...['--station-name', 'Desk 7', '--site', 'Example', '--help-contact', 'x1000'],
      ...['--tenant-id', id, '--client-id', id],
    );
    expect(answer.error).toBe('');
    expect(answer.code).toBe(0);
    expect(answer.out).toMatch(/Ask the tenant's administrator for:[^]*The doctor:[^]*Read by /);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

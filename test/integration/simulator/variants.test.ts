// Each broken tenant breaks what it says it breaks, and nothing else: read and checked by the doctor's own parts.
import { describe, expect, it } from 'vitest';
import { checkIds } from '../../../src/main/posture/index.ts';
import { readOptions } from '../../../src/simulator/options.ts';
import { startTenant } from '../../../src/simulator/start.ts';
import { variantNamed, variants, type Variant } from '../../../src/simulator/tenant/variants/index.ts';
import { brokenIn } from './doctor.ts';

const optionsOf = (variant: Variant) => {
  const read = readOptions(['--variant', variant.name]);
  if (!read.ok) throw new Error(read.message);
  return { ...read.options, faults: [], report: (error: unknown) => expect.fail(String(error)) };
};

/** Ids of the checks that are not fine. */
async function brokenBy(variant: Variant): Promise<readonly string[]> {
  const tenant = await startTenant(optionsOf(variant));
  try {
    return await brokenIn(tenant.announcement);
  } finally {
    await tenant.close();
  }
}

describe('a tenant', () => {
  it.each(variants.filter(({ name }) => name !== 'untouched'))(
    '$name: $about; breaks that, what follows from it, and nothing else',
    async (variant) => {
      expect([...(await brokenBy(variant))].sort()).toEqual([...variant.breaks].sort());
    },
  );

  it('with one fault is there for every check', () => {
    const found = new Set(variants.flatMap(({ fault }) => (fault === null ? [] : [fault])));
    expect(checkIds.filter((id) => !found.has(id))).toEqual([]);
  });

  it('that nobody has set up lacks policies, the pass and its groups, though not people with roles', async () => {
    const untouched = variantNamed('untouched');
    const broken = untouched === undefined ? [] : await brokenBy(untouched);
    expect(broken).toEqual(
      expect.arrayContaining([
        'access.registration',
        'access.security-defaults',
        'pass.enabled',
        'pass.lifetimes',
        'groups.exist',
        'app.permissions-granted',
      ]),
    );
    expect(broken.filter((id) => id.startsWith('roles.') || id.startsWith('logs.'))).toEqual([]);
  });
});

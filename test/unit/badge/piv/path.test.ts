import { beforeAll, describe, expect, it } from 'vitest';
import { CardFault } from '../../../../src/main/badge/piv/card-fault.ts';
import { parseCertificate } from '../../../../src/main/badge/piv/certificate.ts';
import { createPathFinder } from '../../../../src/main/badge/piv/path.ts';
import {
  createIntermediate,
  createRoot,
  issueCredential,
  type Issuer,
} from '../../../../scripts/cards/index.ts';

const nobody = { fascN: null, uuid: null };
const day = 86_400_000;
let root: Issuer;

beforeAll(async () => {
  root = await createRoot();
});

/** How long the path is, or why there is none. */
const find = async (
  leaf: Buffer,
  roots: readonly Issuer[],
  intermediates: readonly Issuer[] = [],
): Promise<unknown> => {
  const findPath = createPathFinder({
    roots: roots.map(({ der }) => der),
    intermediates: intermediates.map(({ der }) => der),
  });
  try {
    return (await findPath(parseCertificate(leaf), Date.now())).length;
  } catch (error) {
    if (error instanceof CardFault) return error.code;
    throw error;
  }
};
const leafOf = async (issuer: Issuer): Promise<Buffer> => (await issueCredential(issuer, nobody)).certificate;

describe('a path', () => {
  it('leads from a card to a root, directly or over authorities in any order', async () => {
    const upper = await createIntermediate(root, { name: 'CN=Upper', pathLength: 1 });
    const lower = await createIntermediate(upper, { name: 'CN=Lower' });
    expect([
      await find(await leafOf(root), [root]),
      await find(await leafOf(lower), [root], [lower, upper]),
      await find(await leafOf(lower), [await createRoot({ name: 'CN=Other' }), root], [upper, lower]),
    ]).toEqual([2, 4, 4]);
  });

  it('that misses a link leads nowhere', async () => {
    const between = await createIntermediate(root);
    expect(await find(await leafOf(between), [root])).toBe('badge.wrong-issuer');
  });

  it('leads to no authority that is not named as a root', async () => {
    const between = await createIntermediate(root);
    expect(await find(await leafOf(between), [await createRoot({ name: 'CN=Other' })], [between, root])).toBe(
      'badge.wrong-issuer',
    );
  });

  it('does not lead over an authority that does not say it is one', async () => {
    const between = await createIntermediate(root, { pathLength: null });
    expect(await find(await leafOf(between), [root], [between])).toBe('badge.wrong-issuer');
  });

  it('does not lead over more authorities than one of them allows', async () => {
    const upper = await createIntermediate(root, { name: 'CN=Upper', pathLength: 0 });
    const lower = await createIntermediate(upper, { name: 'CN=Lower' });
    expect(await find(await leafOf(lower), [root], [upper, lower])).toBe('badge.wrong-issuer');
  });

  it('does not lead over an authority that has expired', async () => {
    const between = await createIntermediate(root, { notAfter: new Date(Date.now() - day / 2) });
    expect(await find(await leafOf(between), [root], [between])).toBe('badge.wrong-issuer');
  });

  it('does not lead to a root with the same name and another key', async () => {
    expect(await find(await leafOf(await createRoot()), [root])).toBe('badge.wrong-issuer');
  });

  it('does not begin at a root', async () => {
    expect(await find(root.der, [root])).toBe('badge.wrong-issuer');
  });
});

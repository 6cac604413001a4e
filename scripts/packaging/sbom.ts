import { createHash } from 'node:crypto';
import { nameOf, shippedIn, type Locked, type Packages } from './shipped.ts';

/** What a list of components is made for. */
export interface Product {
  /** As the program says it. */
  readonly version: string;
  readonly electron: string;
  /** Seconds: the list of one commit is always the same. */
  readonly epoch: number;
}

const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const hashOf = (integrity: string | undefined): readonly object[] => {
  const [algorithm, digest] = integrity?.split('-') ?? [];
  if (algorithm !== 'sha512' || digest === undefined) return [];
  return [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }];
};

/** One licence by its SPDX id, or several as an expression. */
const licencesOf = ({ license }: Locked): readonly object[] => {
  if (license === undefined) return [];
  return [/^[\w.-]+$/.test(license) ? { license: { id: license } } : { expression: license }];
};

const componentOf = (packages: Packages, at: string): object => {
  const one = packages[at] ?? {};
  const version = one.version ?? '';
  const purl = purlOf(nameOf(at), version);
  return {
    type: 'library',
    'bom-ref': `${purl}#${at}`,
    name: nameOf(at),
    version,
    purl,
    licenses: licencesOf(one),
    hashes: hashOf(one.integrity),
    // What other systems have in this one's place.
    ...(one.optional === true ? { scope: 'optional' } : {}),
  };
};

/** A name for the list that follows from what is in it. Source: RFC 9562, 5.8. */
const serialOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/**
 * What the program is made of, as CycloneDX 1.6 (ECMA-424): every npm package in it with licence and digest, and Electron.
 * Pure.
 */
export const sbomOf = (packages: Packages, { version, electron, epoch }: Product): string => {
  const components = [
    {
      type: 'framework',
      'bom-ref': `pkg:npm/electron@${electron}`,
      name: 'electron',
      version: electron,
      purl: `pkg:npm/electron@${electron}`,
      licenses: [{ license: { id: 'MIT' } }],
    },
    ...shippedIn(packages).map((at) => componentOf(packages, at)),
  ];
  const body = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: new Date(epoch * 1_000).toISOString(),
      component: { type: 'application', 'bom-ref': 'tapdesk', name: 'tapdesk', version },
    },
    components,
  };
  return `${JSON.stringify({ ...body, serialNumber: serialOf(JSON.stringify(body)) }, null, 2)}\n`;
};

import type { RelativeDistinguishedNames } from 'pkijs';

/** The types that RFC 4514, section 3 names; all others stand as numbers. */
const names: Readonly<Record<string, string | undefined>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
};

const escaped = (value: string): string =>
  value
    .replaceAll(/["+,;<>\\]/g, '\\$&')
    .replaceAll('\0', '\\00')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');

/** A name as RFC 4514 writes it: the last part first. */
export const distinguishedName = ({ typesAndValues }: RelativeDistinguishedNames): string =>
  typesAndValues
    .map(({ type, value }) => {
      const name = names[type];
      if (name !== undefined) return `${name}=${escaped(value.valueBlock.value)}`;
      return `${type}=#${Buffer.from(value.toBER(false)).toString('hex')}`;
    })
    .reverse()
    .join(',');

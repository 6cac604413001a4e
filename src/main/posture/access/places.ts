import { BlockList, isIP } from 'node:net';
import type { NamedLocation } from '../../directory/index.ts';

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const holds = (ranges: readonly string[], address: string): boolean => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    if (isIP(network) !== 0) list.addSubnet(network, Number(prefix), family(network));
  }
  return list.check(address, family(address));
};

/**
 * Names of the places that an address is at, as policies name them. Places told by country are none of these: which
 * country an address is in, the tenant alone knows.
 */
export const placesOf = (address: string, locations: readonly NamedLocation[]): readonly string[] => {
  const hits = locations.filter(({ ranges }) => holds(ranges, address));
  const trusted = hits.some((one) => one.trusted);
  return ['All', ...(trusted ? ['AllTrusted'] : []), ...hits.map(({ id }) => id)];
};

import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

const network = z
  .string()
  .refine((text) => networkOf(text) !== null, 'a network as 192.0.2.0/24 or 2001:db8::/32');

/** Address and length of a network; null for what is none. */
const networkOf = (text: string): { readonly address: string; readonly bits: number } | null => {
  const [address = '', bits = '', more] = text.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  return family !== 0 && more === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= most
    ? { address, bits: Number(bits) }
    : null;
};

/** What a site calls ordinary. Sources: zero trust guide 5.1; TAP for CMMC Level 2, "review logs on a schedule". */
export const monitoringConfig = z.strictObject({
  /** So long after an event its absence from a tenant's log means something: logs arrive late. */
  lateMinutes: z.int().min(15).max(1_440).default(60),
  /** Two records of one pass may differ by this much: two clocks, and the way between them. */
  matchMinutes: z.int().min(1).max(60).default(5),
  /** How long a temporary membership may last. */
  membershipHours: z.int().min(1).max(720).default(24),
  /** A change of policy or roles this close to a pass is looked at. */
  changeMinutes: z.int().min(5).max(1_440).default(60),
  /** A desk that is open writes at least so often. */
  stationSilentMinutes: z.int().min(75).max(1_440).default(150),
  operatorRate: z
    .strictObject({
      /** Fewer in a day are never remarkable. */
      atLeast: z.int().min(2).max(1_000).default(10),
      /** So many times the usual day of an operator is. */
      timesUsual: z.number().min(1.5).max(20).default(3),
    })
    .prefault({}),
  /** Where a pass is expected to be used; empty: nobody has said, and it is not judged. */
  networks: z.array(network).max(100).default([]),
  /** Whether somebody who registers on their own phone may do so from any network. */
  phonesAnywhere: z.boolean().default(true),
});
export type MonitoringConfig = z.infer<typeof monitoringConfig>;

/** Whether an address lies in one of the networks; null when it is no address. */
export const isWithin = (networks: readonly string[]): ((address: string) => boolean | null) => {
  const list = new BlockList();
  for (const one of networks.flatMap((text) => networkOf(text) ?? [])) {
    list.addSubnet(one.address, one.bits, isIP(one.address) === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const family = isIP(address);
    return family === 0 ? null : list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
};

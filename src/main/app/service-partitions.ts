/** Names of the partitions in memory over which the desk asks the tenant: one for reading, two that changes take in turns. */
export const servicePartitions = {
  reads: 'service',
  changes: ['service-changes-1', 'service-changes-2'],
} as const;

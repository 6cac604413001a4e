import { session as sessions } from 'electron';
import type { Logger } from '../log/index.ts';
import { denyAll } from './guards/context.ts';
import { guardSession } from './guards/install.ts';
import { createPartitions, type Partitions } from './partitions.ts';

interface MemoryPartitionsOptions {
  /** A fresh random name. */
  readonly newId: () => string;
  readonly log: Logger;
}

/** Electron's partitions in memory: without `persist:` nothing of them is ever on disk. */
export const openPartitions = ({ newId, log }: MemoryPartitionsOptions): Partitions => {
  const blocked = (hook: string, host: string): void => log.warn('partition.blocked', { hook, host });
  return createPartitions({
    make: () => sessions.fromPartition(`page-${newId()}`),
    seal: (session) => guardSession(session, denyAll(blocked)),
    notEmpty: () => log.error('partition.not-empty'),
  });
};

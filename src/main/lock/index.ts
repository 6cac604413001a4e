export { linuxLock, type LockCheck, type Machine } from './linux.ts';

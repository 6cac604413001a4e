// SQLite keeps a file open until the garbage collector has found the last statement on it, and a process may hold a
// thousand files.
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { createContext, runInContext } from 'node:vm';

const MANY = 400;
const HANDLES = '/proc/self/fd';

const openHandles = (): number => {
  try {
    return readdirSync(HANDLES).length;
  } catch {
    // Other systems have no such list, and allow more.
    return 0;
  }
};

setFlagsFromString('--expose-gc');
// One for all: each takes memory. It has the collector only when it was made after the flag was set.
const context = createContext();

/** Lets the files of closed journals go, once there are many. */
export const letFilesGo = async (): Promise<void> => {
  if (openHandles() < MANY) return;
  runInContext('gc()', context);
  // What was collected lets go of its file in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
};

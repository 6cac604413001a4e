// After each test: SQLite keeps a file open until the garbage collector has found the last statement on it, and many
// files of tests share one process, which may hold a thousand.
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach } from 'vitest';

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

afterEach(async () => {
  if (openHandles() < MANY) return;
  runInNewContext('gc()');
  // What was collected lets go of its file in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
});

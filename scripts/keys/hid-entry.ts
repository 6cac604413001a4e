import { readFileSync, writeFileSync } from 'node:fs';
import { createFrames } from './hid-frames.ts';
import { createHidKey } from './hid-key.ts';
import { createSoftwareKey, type KeyMemory } from './software-key.ts';

// A key that is plugged in: reports come by standard input and go by standard output, its memory is the file named.

const [, , file = ''] = process.argv;
// Written by the same code.
const memory = JSON.parse(readFileSync(file, 'utf8')) as KeyMemory;
const answer = createHidKey(createSoftwareKey(memory));
const frames = createFrames(
  (message) => {
    const answered = answer(message);
    writeFileSync(file, JSON.stringify(memory));
    return answered;
  },
  (reports) => process.stdout.write(reports),
);
process.stdin.on('data', frames);

// After each test: many files of tests share one process.
import { afterEach } from 'vitest';
import { letFilesGo } from './open-files.ts';

afterEach(letFilesGo);

import { expect, it } from 'vitest';
import { createEnrollmentMark } from '../../../src/main/app/enrollment-mark.ts';

const marking = (folder: string | null) => {
  const done: string[] = [];
  const mark = createEnrollmentMark({
    folder,
    processId: 42,
    write: (file, text) => done.push(`write ${file} ${text}`),
    remove: (file) => done.push(`remove ${file}`),
  });
  return { mark, done };
};

it('names the process while somebody is being enrolled, and nobody afterwards', () => {
  const { mark, done } = marking('/run/tapdesk');
  mark(true);
  mark(false);
  expect(done).toEqual(['write /run/tapdesk/enrollment 42\n', 'remove /run/tapdesk/enrollment']);
});

it('leaves no mark where the session has no folder', () => {
  const { mark, done } = marking(null);
  mark(true);
  expect(done).toEqual([]);
});

import type { Machine } from '../../src/main/posture/station/machine.ts';

/** A machine that is nothing but what a test says of it. */
export interface Told {
  /** Contents by file. */
  readonly files?: Readonly<Record<string, string>>;
  /** What programs print, by name. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly device?: { readonly major: number; readonly minor: number };
  readonly freeBytes?: number;
}

/** Folders have what files say that is in them. */
export const machineOf = ({ files = {}, programs = {}, device, freeBytes }: Told): Machine => ({
  readText: (file) => Promise.resolve(files[file] ?? null),
  list: (folder) => {
    const inside = Object.keys(files).filter((file) => file.startsWith(`${folder}/`));
    const names = inside.map((file) => file.slice(folder.length + 1).split('/')[0] ?? '');
    return Promise.resolve(inside.length === 0 ? null : [...new Set(names)]);
  },
  run: (program) => Promise.resolve(programs[program] ?? null),
  deviceOf: () => Promise.resolve(device ?? null),
  freeBytes: () => Promise.resolve(freeBytes ?? null),
});

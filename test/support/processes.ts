import { readdirSync, readFileSync } from 'node:fs';

/** One process of Electron, as Linux shows it. */
export interface ElectronProcess {
  readonly pid: number;
  /** 'browser' for the main process, else Chromium's name for it, such as 'renderer'. */
  readonly type: string;
  readonly args: readonly string[];
  readonly uid: number;
  /** 0 no filter, 2 a filter on its system calls (proc(5)). */
  readonly seccomp: number;
  readonly parent: number;
}

const statusField = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN);

/** A process may end while it is looked at. */
const readProcess = (pid: number): ElectronProcess | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // Chromium's children write their arguments anew, with spaces between them.
    const args = line.split(/[\0 ]/).filter((arg) => arg !== '');
    const type = args.find((arg) => arg.startsWith('--type='))?.slice('--type='.length) ?? 'browser';
    const parent = statusField(status, 'PPid');
    return {
      pid,
      type,
      args,
      uid: statusField(status, 'Uid'),
      seccomp: statusField(status, 'Seccomp'),
      parent,
    };
  } catch {
    return undefined;
  }
};

/** The process with this id and all that descend from it (Linux). */
export const processTree = (root: number): readonly ElectronProcess[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((one) => one !== undefined);
  const below = (pid: number): readonly ElectronProcess[] => {
    const children = all.filter((one) => one.parent === pid);
    return [...children, ...children.flatMap((child) => below(child.pid))];
  };
  return [...all.filter((one) => one.pid === root), ...below(root)];
};

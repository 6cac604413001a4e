/** What is asked of the machine. */
interface Means {
  /** The folder that goes with the session; null where none was given. */
  readonly folder: string | null;
  /** @returns null for a file that is not there */
  readonly read: (file: string) => string | null;
  /** Whether a process of that number runs. */
  readonly isAlive: (processId: number) => boolean;
}

/**
 * Whether somebody waits to replace the program (the package's prerm, which names its process). Who is being enrolled
 * goes on; nobody new begins. A mark that a script left behind counts for nothing.
 */
export const createUpdateWaits =
  ({ folder, read, isAlive }: Means) =>
  (): boolean => {
    if (folder === null) return false;
    const processId = Number(read(`${folder}/update-waits`) ?? 'none');
    return Number.isInteger(processId) && processId > 0 && isAlive(processId);
  };

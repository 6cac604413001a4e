/** Where the mark is kept. */
interface Means {
  readonly write: (file: string, text: string) => void;
  readonly remove: (file: string) => void;
  /** The folder that goes with the session; null where none was given. */
  readonly folder: string | null;
  readonly processId: number;
}

/**
 * Says on the disk whether somebody is being enrolled, so that whoever replaces the program waits for the end of it
 * (the package's prerm). The mark names the process: one that a crash left behind counts for nothing.
 */
export const createEnrollmentMark = ({ write, remove, folder, processId }: Means) => {
  const file = folder === null ? null : `${folder}/enrollment`;
  return (enrolling: boolean): void => {
    if (file === null) return;
    if (enrolling) write(file, `${processId}\n`);
    else remove(file);
  };
};

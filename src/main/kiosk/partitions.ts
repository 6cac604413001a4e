import type { Session } from 'electron';

/** Partitions in memory alone, for pages of people who come one after the other. */
export interface Partitions<P = Session> {
  /** One that is empty, and that nothing else uses. */
  readonly take: () => P;
  /**
   * Takes it back when its page is gone.
   *
   * @param isEmpty whether it was emptied and looked at; one that was not is never used again
   */
  readonly giveBack: (partition: P, isEmpty: boolean) => void;
}

/** So many others are used before one comes again: whatever may still have been under way is long over by then. */
export const RESTING = 8;

interface PartitionsOptions<P> {
  /** A new one. */
  readonly make: () => P;
  /** Has it ask nobody for anything while it rests. */
  readonly seal: (partition: P) => void;
  /** Told when one is not used again. */
  readonly notEmpty: () => void;
}

/**
 * Makes partitions and uses them again after a rest. Electron keeps each partition, a megabyte or more, until the process
 * ends (its issue 28566, "wontfix"): one made new for every page would fill the memory of a station that runs for months.
 * What a partition remembers of servers though it was emptied, such as verdicts on their certificates, must mean the same
 * to all who take from here.
 */
export const createPartitions = <P>({ make, seal, notEmpty }: PartitionsOptions<P>): Partitions<P> => {
  const resting: P[] = [];
  return {
    take: () => (resting.length < RESTING ? undefined : resting.shift()) ?? make(),
    giveBack: (partition, isEmpty) => {
      seal(partition);
      if (isEmpty) resting.push(partition);
      else notEmpty();
    },
  };
};

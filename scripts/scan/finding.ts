/** What one scanner says of one file: how often a rule found something in it. */
export interface Finding {
  readonly tool: string;
  readonly rule: string;
  /** From the checkout; the package for what concerns one. */
  readonly file: string;
  readonly count: number;
}
export type Found = Omit<Finding, 'count'>;

/** One explained group of findings, as .config/security-findings.json has it. */
export interface Explained {
  readonly tool: string;
  readonly rule: string;
  /** How often it is found in which file; or a folder, with `/` at its end, for any number in it. */
  readonly files: Readonly<Record<string, number | 'any'>>;
  /** Why it stands. */
  readonly why: string;
}

const FILE = '.config/security-findings.json';
const keyOf = ({ tool, rule, file }: Found): string => `${tool} ${rule} ${file}`;

/** Counts what was found, one line for each tool, rule and file. Pure. */
export const counted = (found: readonly Found[]): readonly Finding[] => {
  const counts = new Map<string, Finding>();
  for (const one of found) {
    counts.set(keyOf(one), { ...one, count: (counts.get(keyOf(one))?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
};

const isIn = (file: string, place: string): boolean =>
  place.endsWith('/') ? file.startsWith(place) : file === place;

/** What one explanation of a place says, and what was found there. */
const difference = (found: readonly Finding[], place: Found, said: number | 'any'): readonly string[] => {
  const { tool, rule, file } = place;
  const here = found.filter((one) => one.tool === tool && one.rule === rule && isIn(one.file, file));
  const count = here.reduce((sum, one) => sum + one.count, 0);
  if (said === 'any' ? count > 0 : count === said) return [];
  return [`${keyOf(place)}: found ${count} times, and ${said} is explained in ${FILE}: bring it up to date.`];
};

/**
 * Where findings and explanations differ, one sentence each; empty: every finding is explained, and nothing is that is
 * not found any more. Pure.
 */
export const differences = (
  found: readonly Finding[],
  explained: readonly Explained[],
): readonly string[] => {
  const places = explained.flatMap(({ tool, rule, files }) =>
    Object.entries(files).map(([file, said]) => ({ place: { tool, rule, file }, said })),
  );
  const unexplained = found.filter(
    (one) =>
      !places.some(
        ({ place }) => place.tool === one.tool && place.rule === one.rule && isIn(one.file, place.file),
      ),
  );
  return [
    ...unexplained.map((one) => `${keyOf(one)}: not explained. Mend it, or say in ${FILE} why it stands.`),
    ...places.flatMap(({ place, said }) => difference(found, place, said)),
  ];
};

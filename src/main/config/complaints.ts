import type { z } from 'zod';

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const nearest = (key: string, known: readonly string[]): string | undefined =>
  known
    .map((one) => ({ one, far: distance(key, one) }))
    .filter(({ far }) => far <= Math.max(2, key.length / 2))
    .sort((a, b) => a.far - b.far)[0]?.one;

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Every key that the schema knows, wherever it stands. */
const knownKeys = (schema: unknown): readonly string[] => {
  const def = partOf(schema, 'def');
  const shape = partOf(def, 'shape');
  const options = partOf(def, 'options');
  if (typeof shape === 'object' && shape !== null)
    return Object.entries(shape).flatMap(([key, value]) => [key, ...knownKeys(value)]);
  const inner = [partOf(def, 'innerType'), partOf(def, 'element'), partOf(def, 'valueType')];
  const children = Array.isArray(options) ? options : inner.filter((one) => one !== undefined);
  return children.flatMap(knownKeys);
};

/**
 * What does not fit, one sentence each: the path of the value, what is expected, and for an unknown key the nearest
 * one that there is.
 */
export const complaintsOf = (error: z.core.$ZodError, schema: z.ZodType): readonly string[] => {
  const known = knownKeys(schema);
  return error.issues.flatMap((issue) => {
    const place = issue.path.length === 0 ? 'the file' : issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [`${place}: ${issue.message}`];
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
      return `${[...issue.path, key].join('.')}: there is no such setting.${hint}`;
    });
  });
};

/** A parsed JSON object. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The lower layer with what the upper one sets: objects key by key, everything else as a whole. Pure. */
export const merged = (lower: Json, upper: Json): Json => {
  const both = { ...lower };
  for (const [key, value] of Object.entries(upper)) {
    const below = both[key];
    both[key] = isJson(below) && isJson(value) ? merged(below, value) : value;
  }
  return both;
};

/** The value at a path such as `policy.hours`; undefined where there is none. Pure. */
export const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (isJson(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
      value,
    );

/** Without what stands at a path. Pure. */
export const without = (value: Json, path: string): Json => {
  const [key = '', ...rest] = path.split('.');
  const inner = value[key];
  if (rest.length > 0) return isJson(inner) ? { ...value, [key]: without(inner, rest.join('.')) } : value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
};

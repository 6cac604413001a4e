import type { z } from 'zod';
import type { Call } from './call.ts';
import { badRequest } from './failure.ts';

/** Reads the body of a request by its shape. Throws Graph's 400 naming the first property that is wrong. */
export function readJson<S extends z.ZodType>(call: Call, shape: S): z.infer<S> {
  const parsed = shape.safeParse(call.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  throw badRequest(`Invalid value specified for property '${where}' of resource: ${issue?.message ?? ''}`);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Applies a PATCH: objects are merged, everything else, lists included, is replaced. */
export function patched(
  before: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const changed = Object.entries(change).map(([key, value]) => {
    const old = before[key];
    return [key, isRecord(old) && isRecord(value) ? patched(old, value) : value] as const;
  });
  return { ...before, ...Object.fromEntries(changed) };
}

import { z } from 'zod';

const count = z.int().min(0);

const action = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    retryAfterSeconds: count.optional(),
    code: z.string().optional(),
    message: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('delay'), ms: count.max(600_000) }),
  z.strictObject({ kind: z.literal('reset-before') }),
  z.strictObject({ kind: z.literal('reset-after') }),
  z.strictObject({ kind: z.literal('hang-before') }),
  z.strictObject({ kind: z.literal('hang-after') }),
  z.strictObject({ kind: z.literal('truncate') }),
  z.strictObject({ kind: z.literal('malformed') }),
  z.strictObject({ kind: z.literal('claims-challenge'), claims: z.string().optional() }),
]);

const readablePattern = z.string().refine((text) => isReadable(text), {
  message: 'is neither a path with * and ** nor a regular expression between slashes (/…/ with a flag i)',
});

const fault = z.strictObject({
  match: z.strictObject({ method: z.string().optional(), path: readablePattern }),
  /** How many requests it hits; absent: all. */
  times: z.int().min(1).optional(),
  /** How many matching requests pass before it begins. */
  after: count.optional(),
  action,
});

/** Faults as written in a file: an array. */
export const faultList = z.array(fault);

/** What goes wrong, and for which requests. */
export type Fault = z.infer<typeof fault>;
export type FaultAction = z.infer<typeof action>;

const REGEX = /^\/(.+)\/(i?)$/s;

/** Paths such as `/v1.0/users/` would read as regular expressions too: those need a special character. */
function asRegex(text: string): RegExp | undefined {
  const [, source, flags] = REGEX.exec(text) ?? [];
  if (source === undefined || !/[\\^$+?()[\]{}|]/.test(source)) return undefined;
  return new RegExp(source, flags);
}

function isReadable(text: string): boolean {
  try {
    asRegex(text);
    return text !== '';
  } catch {
    return false;
  }
}

/** `*` stands for part of a segment, `**` for anything. A pattern matches the whole path, version included. */
function asGlob(text: string): RegExp {
  const source = text
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, 'i');
}

/** The expression that a fault's path pattern stands for. */
export function patternOf(text: string): RegExp {
  return asRegex(text) ?? asGlob(text);
}

/** Reads faults from JSON text; the message of a failure names what is wrong and where. */
export function readFaults(
  text: string,
):
  | { readonly ok: true; readonly faults: readonly Fault[] }
  | { readonly ok: false; readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, message: `is not JSON: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
  const parsed = faultList.safeParse(value);
  if (parsed.success) return { ok: true, faults: parsed.data };
  const lines = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
  );
  return { ok: false, message: lines.join('; ') };
}

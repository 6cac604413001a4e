import { z } from 'zod';

/** How a setting is written where there is no JSON: a value of the registry. */
export type SettingKind =
  | { readonly kind: 'text' | 'switch' | 'list' | 'json' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] };

/** One value that the configuration may have, wherever it stands. */
export type Setting = SettingKind & { readonly path: string };

/** What is read here of a JSON schema. */
interface Shape {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const most32 = 4_294_967_295;
const isText = (value: unknown): value is string => typeof value === 'string';

/** A setting that may be null has that as its default: who wants it null leaves it out. */
const withoutNull = (shape: Shape): Shape => {
  const others = shape.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const [only] = others;
  return only !== undefined && others.length === 1 ? only : shape;
};

const kindOf = (wanted: Shape): SettingKind => {
  const shape = withoutNull(wanted);
  if (Array.isArray(shape.enum)) return { kind: 'choice', choices: shape.enum.filter(isText) };
  if (shape.type === 'string') return { kind: 'text' };
  if (shape.type === 'boolean') return { kind: 'switch' };
  if (shape.type === 'integer')
    return { kind: 'number', least: Math.max(shape.minimum ?? 0, 0), most: shape.maximum ?? most32 };
  if (shape.type === 'array' && shape.items?.type === 'string') return { kind: 'list' };
  return { kind: 'json' };
};

const settingsIn = (shape: Shape, path: string): readonly Setting[] => {
  // Of a choice of forms the first is meant: a real tenant, not a simulated one.
  const form = path === 'tenant' ? (shape.oneOf?.[0] ?? shape) : shape;
  if (form.properties === undefined) return [{ path, ...kindOf(form) }];
  return Object.entries(form.properties).flatMap(([key, inner]) =>
    settingsIn(inner, path === '' ? key : `${path}.${key}`),
  );
};

/** Every setting of a schema by its path, in the schema's own order. Pure. */
export const settingsOf = (schema: z.ZodType): readonly Setting[] =>
  // Zod's own type of a JSON schema is wider than what is read of it.
  settingsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, '');

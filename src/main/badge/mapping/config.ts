import { z } from 'zod';

/** Where a person is looked for by what a badge says. */
const place = {
  employeeId: z.strictObject({ by: z.literal('employee-id') }),
  /** `extensionAttribute1` to `15`, or a directory extension by its whole name. */
  extension: z.strictObject({
    by: z.literal('extension-attribute'),
    name: z
      .string()
      .regex(
        /^(extensionAttribute([1-9]|1[0-5])|extension_[0-9a-fA-F]{32}_[A-Za-z0-9_]{1,64})$/,
        'extensionAttribute1 to extensionAttribute15, or extension_ with the application id and the name',
      ),
  }),
  /** Takes the permission CustomSecAttributeAssignment.Read.All, and the role Attribute Assignment Reader. */
  security: z.strictObject({
    by: z.literal('custom-security-attribute'),
    set: z.string().regex(/^[A-Za-z0-9]{1,32}$/, 'letters and digits, at most 32'),
    name: z.string().regex(/^[A-Za-z0-9]{1,32}$/, 'letters and digits, at most 32'),
  }),
  /** The site's own table: `tapdesk badge import`. */
  table: z.strictObject({ by: z.literal('table') }),
};
const places = [place.employeeId, place.extension, place.security, place.table] as const;

const withFrom = <const F extends readonly [string, ...string[]]>(from: F) => {
  const which = { from: z.enum(from).default(from[0]) };
  return z.discriminatedUnion('by', [
    places[0].extend(which),
    places[1].extend(which),
    places[2].extend(which),
    places[3].extend(which),
  ]);
};

/** For each kind of badge, what of it names the person and where that is looked for; null: it names nobody here. */
export const mappingConfig = z.strictObject({
  number: withFrom(['number', 'facility-and-number']).prefault({ by: 'employee-id' }),
  uid: withFrom(['uid']).nullable().default(null),
  piv: withFrom(['uuid', 'fasc-n', 'fasc-n-person', 'subject']).nullable().default(null),
});
export type MappingConfig = z.infer<typeof mappingConfig>;

export type MappingRule = NonNullable<MappingConfig[keyof MappingConfig]>;

import { z } from 'zod';
import { documentClass, proofKind } from '../../shared/index.ts';

/**
 * The site's script for proving who stands at the desk. Source: requirements, CMMC level 2, "a simple recovery
 * script for the help desk, including identity proofing steps, approved delivery paths, and escalation rules".
 * What a person knows proves nothing here: there is no kind of step that asks for it.
 */

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'small letters, digits and hyphens, at most 32');
const sentence = z.string().min(1).max(160);

/** A sentence of the site in the languages it writes; who reads it gets theirs, else English, else any. */
export const siteText = z
  .strictObject({
    en: sentence.optional(),
    es: sentence.optional(),
    fr: sentence.optional(),
    de: sentence.optional(),
    pt: sentence.optional(),
    zh: sentence.optional(),
  })
  .refine((texts) => Object.keys(texts).length > 0, 'a text in at least one language');
export type SiteText = z.infer<typeof siteText>;

const common = {
  /** What a "no" means: the enrollment is refused, or somebody is called and a second person has to approve. */
  onFail: z.enum(['stop', 'escalate']).default('stop'),
  /** The same for "cannot tell". */
  onCannotTell: z.enum(['stop', 'escalate']).default('escalate'),
  /** Whom to call about this step; the script's contact when left out. */
  escalateTo: z.string().min(1).max(120).nullable().default(null),
};

const digits = z.int().min(1).max(16);

const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('face-photo'), ...common }),
  z.strictObject({ kind: z.literal('badge-held'), ...common }),
  z.strictObject({
    kind: z.literal('document'),
    ...common,
    /** Classes that count here: built-in ones, or of `documentClasses`. */
    classes: z.array(name).min(1).max(8).default(['passport', 'national-id', 'driving-licence']),
  }),
  z.strictObject({ kind: z.literal('manager-vouches'), ...common }),
  z.strictObject({ kind: z.literal('call-back'), ...common }),
  z
    .strictObject({
      kind: z.literal('ticket'),
      ...common,
      /** What every reference begins with, such as `INC`; the operator enters only the digits after it. */
      prefix: z
        .string()
        .regex(/^[A-Z0-9-]{0,8}$/, 'capital letters, digits and hyphens, at most 8')
        .default(''),
      minimumDigits: digits.default(4),
      maximumDigits: digits.default(12),
    })
    .refine((one) => one.minimumDigits <= one.maximumDigits, 'minimumDigits is more than maximumDigits'),
  /** A step in the site's own words, answered like the others. */
  z.strictObject({ kind: z.literal('site'), ...common, id: name, text: siteText }),
]);
export type ProofStep = z.infer<typeof step>;

/** What an answer names its step by: the kind, which a script has once, or the id of a step of the site. */
export const stepIdOf = (one: ProofStep): string => (one.kind === 'site' ? one.id : one.kind);

const builtInKinds: ReadonlySet<string> = new Set(proofKind.options);

const script = z.strictObject({
  /** In the order they are asked. */
  steps: z
    .array(step)
    .min(1)
    .max(12)
    .refine((steps) => new Set(steps.map(stepIdOf)).size === steps.length, 'a step stands here twice')
    .refine(
      (steps) => steps.every((one) => one.kind !== 'site' || !builtInKinds.has(one.id)),
      'a step of the site has the name of a built-in one',
    )
    .prefault([{ kind: 'face-photo' }, { kind: 'badge-held' }, { kind: 'document' }]),
});

export const proofingSettings = z
  .strictObject({
    scripts: z
      .strictObject({
        'new-hire': script.prefault({}),
        'lost-phone': script.prefault({}),
        're-registration': script.prefault({}),
      })
      .prefault({}),
    /** Whom to call when a step cannot be passed; the station's help contact when null. */
    escalateTo: z.string().min(1).max(120).nullable().default(null),
    /** Classes of documents beside the built-in ones. A class, never a number, is recorded. */
    documentClasses: z
      .array(z.strictObject({ id: name, text: siteText }))
      .max(8)
      .default([]),
    /** Until when each operator's training holds; null when the site keeps no such list here. */
    training: z
      .strictObject({
        /** By object id or user principal name: the last day, as YYYY-MM-DD, by UTC. */
        validUntil: z.record(z.string().min(1), z.iso.date()),
        /** So many days before, the operator is warned. */
        warnDays: z.int().min(0).max(90).default(14),
      })
      .nullable()
      .default(null),
  })
  .superRefine(({ scripts, documentClasses }, context) => {
    const known = new Set([...documentClass.options, ...documentClasses.map(({ id }) => id)]);
    for (const [scenario, { steps }] of Object.entries(scripts)) {
      steps.forEach((one, index) => {
        const unknown = one.kind === 'document' ? one.classes.filter((each) => !known.has(each)) : [];
        if (unknown.length === 0) return;
        context.addIssue({
          code: 'custom',
          path: ['scripts', scenario, 'steps', index, 'classes'],
          message: `no such class of documents: ${unknown.join(', ')}. Name it under documentClasses.`,
        });
      });
    }
  });
export type ProofingSettings = z.infer<typeof proofingSettings>;

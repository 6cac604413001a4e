import { z } from 'zod';

const place = z.string().min(1).max(16_384);

/** What may name a person: typed by the operator, typed by a keyboard reader, a card's number, a card that signs. */
const badgeTechnologies = ['typed', 'wedge', 'uid', 'piv'] as const;

/** What a site may set about cards that sign (SP 800-73). */
const pivConfig = z.strictObject({
  /** Whether the person has to enter the card's PIN: key 9A in place of 9E, on readers with contacts. */
  pin: z.boolean().default(false),
  /** Whom the site trusts: files (PEM or DER), folders of them, or PEM texts. */
  roots: z.array(place).max(64).default([]),
  /** Authorities between roots and cards, in the same forms. */
  intermediates: z.array(place).max(256).default([]),
  revocation: z
    .strictObject({
      by: z.enum(['crl', 'ocsp', 'none']).default('crl'),
      /** Takes a card for good of which it cannot be found out. */
      acceptUnknown: z.boolean().default(false),
      /** Files or folders of revocation lists that the site keeps itself. */
      lists: z.array(place).max(64).default([]),
      /** Fetches lists from where a certificate says they are. */
      fetchLists: z.boolean().default(true),
      /** The site's own OCSP responder; the one that a certificate names when left out. */
      responder: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .default(null),
    })
    .prefault({}),
});

/** What a site may set about readers with a cable and the cards on them. */
const shape = {
  technologies: z.array(z.enum(badgeTechnologies)).min(1).default(['typed', 'wedge']),
  /** Parts of the names of the readers that are used; all when empty. */
  readers: z.array(z.string().min(1).max(256)).max(16).default([]),
  piv: pivConfig.prefault({}),
};

/** A group of its own only for its type: these settings stand among the other ones of badges. */
export const cardConfig = z.strictObject(shape);
export type CardConfig = z.infer<typeof cardConfig>;

/** A site that reads cards that sign has to say whom it trusts. */
export const hasRoots = ({ technologies, piv }: CardConfig): boolean =>
  !technologies.includes('piv') || piv.roots.length > 0;

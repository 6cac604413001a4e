import { z } from 'zod';
import { cardConfig, hasRoots } from './card-config.ts';
import { cardLayouts, type CardLayoutName } from './formats/index.ts';
import type { NumberFormat } from './formats/index.ts';
import type { WedgeSettings } from './identifier.ts';
import { mappingConfig } from './mapping/index.ts';

// Object.keys gives no narrower type; the table is a constant.
const layoutNames = Object.keys(cardLayouts) as [CardLayoutName, ...CardLayoutName[]];

/** What a site may set about its badges. */
export const badgeConfig = z
  .strictObject({
    /** What the reader types before the number; empty for nothing. */
    prefix: z.string().max(8).default(''),
    /** The key that the reader sends after the number; `none`: a read is over when nothing more comes. */
    suffix: z.enum(['enter', 'tab', 'none']).default('enter'),
    /** Characters between prefix and suffix. */
    minimumLength: z.int().min(1).max(64).default(4),
    maximumLength: z.int().min(1).max(64).default(16),
    /** Characters that they may be. */
    characters: z.enum(['digits', 'hex', 'letters-and-digits']).default('digits'),
    /** Keys of a reader follow each other at least this fast; people are slower. */
    interKeyMs: z.int().min(10).max(200).default(50),
    /** `plain`: the characters are the number. Else the format of the cards, which has the number among its bits. */
    layout: z.enum(['plain', ...layoutNames]).default('plain'),
    /** What the characters are where the layout is not plain. */
    digits: z.enum(['decimal', 'hex', 'facility-and-card']).default('decimal'),
    /** Facility codes of this site's cards; empty for any. */
    facilityCodes: z.array(z.int().min(0).max(65_535)).max(64).default([]),
    /** Whose badge it is. */
    mapping: mappingConfig.prefault({}),
    ...cardConfig.shape,
  })
  .refine(
    ({ minimumLength, maximumLength }) => minimumLength <= maximumLength,
    'minimumLength is more than maximumLength',
  )
  .refine(hasRoots, {
    path: ['piv', 'roots'],
    message: 'name whom this site trusts to issue cards, or leave `piv` out of badge.technologies',
  });
export type BadgeConfig = z.infer<typeof badgeConfig>;

const characterClasses = {
  digits: '[0-9]+',
  hex: '[0-9A-Fa-f]+',
  'letters-and-digits': '[0-9A-Za-z]+',
};
const suffixKeys = { enter: 'Enter', tab: 'Tab', none: null } as const;

const patternOf = ({ layout, digits, characters }: BadgeConfig): string => {
  if (layout === 'plain') return characterClasses[characters];
  // The format itself says more exactly what it takes, with reasons of its own.
  return digits === 'facility-and-card'
    ? '[0-9:,/.-]+'
    : characterClasses[digits === 'hex' ? 'hex' : 'digits'];
};

const formatOf = ({ layout, digits, facilityCodes }: BadgeConfig): NumberFormat =>
  layout === 'plain' ? { layout } : { layout, digits, facilityCodes: facilityCodes.map(String) };

/** What the keyboard reader is told. */
export const wedgeSettingsOf = (config: BadgeConfig): WedgeSettings => ({
  prefix: config.prefix,
  suffix: suffixKeys[config.suffix],
  minLength: config.minimumLength,
  maxLength: config.maximumLength,
  pattern: patternOf(config),
  interKeyMs: config.interKeyMs,
  format: formatOf(config),
});

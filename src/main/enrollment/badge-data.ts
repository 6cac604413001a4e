import type { EffectData } from './effects.ts';
import type { BadgeOnRecord } from './port.ts';

/** The badge as it stands in an entry's data: what was shown, as evidence, and nothing by which it could be copied. */
export const badgeData = (badge: Omit<BadgeOnRecord, 'rule'>): EffectData => ({
  badgeStrength: badge.strength,
  badgeTechnology: badge.technology,
  badge: badge.hash,
  badgeCertificate: badge.certificate,
});

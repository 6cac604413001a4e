import type { SeenPass } from './view.ts';

/** Epoch milliseconds as ISO date-time. */
export const iso = (at: number): string => new Date(at).toISOString();

/** Whom a remark about a pass concerns. */
export const idsOf = ({ person, by }: Pick<SeenPass, 'person' | 'by'>) => ({ subject: person, actor: by });

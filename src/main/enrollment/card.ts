import type { CardPresence, ProblemCode } from '../../shared/index.ts';
import type { Context } from './context.ts';
import type { EnrollmentPlace } from './port.ts';

/** What can become of the card that an enrollment began with. */
export type CardNews = 'removed' | 'swapped';

/** How far an enrollment is, as far as its card is concerned. */
type Phase = 'before' | 'pass' | 'after' | 'over';

const phases: Readonly<Record<EnrollmentPlace, Phase>> = {
  scenario: 'before',
  'lost-method': 'before',
  verify: 'before',
  escalation: 'before',
  deciding: 'before',
  decided: 'before',
  approval: 'before',
  approving: 'before',
  'checking-again': 'before',
  'removing-stolen': 'before',
  admitting: 'before',
  issuing: 'before',
  'awaiting-usable': 'pass',
  reveal: 'pass',
  register: 'pass',
  looking: 'pass',
  provisioning: 'pass',
  asking: 'pass',
  'removing-foreign': 'pass',
  // The pass is being taken back as it is.
  revoking: 'over',
  password: 'after',
  retest: 'after',
  closing: 'over',
  undoing: 'over',
  done: 'over',
  refused: 'over',
  stopped: 'over',
};

const needed: Readonly<Record<Exclude<Phase, 'over'>, readonly CardPresence[]>> = {
  before: ['until-pass', 'until-registered', 'whole'],
  pass: ['until-registered', 'whole'],
  after: ['whole'],
};

/** Whether the card has to lie on its reader at this place; never for what is no card. */
const hasToBeThere = ({ badge, policy }: Context, phase: Exclude<Phase, 'over'>): boolean =>
  (badge.technology === 'uid' || badge.technology === 'piv') &&
  needed[phase].includes(policy.cardPresence[badge.technology]);

/**
 * Why an enrollment stops when its card is gone, or another one lies there; null when it goes on. Another card never
 * goes with this person's pass, whatever the policy says of a card that was taken away. Pure.
 */
export const stopsFor = (news: CardNews, place: EnrollmentPlace, context: Context): ProblemCode | null => {
  const phase = phases[place];
  if (phase === 'over') return null;
  if (news === 'swapped' && phase !== 'after') return 'badge.swapped';
  if (!hasToBeThere(context, phase)) return null;
  return news === 'swapped' ? 'badge.swapped' : 'badge.removed';
};

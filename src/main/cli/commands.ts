import type { Command } from './command.ts';
import { doctor } from './posture/doctor.ts';
import { journalShow } from './journal/show.ts';
import { journalVerify } from './journal/verify.ts';
import { policyDecide } from './policy/decide.ts';
import { policyLint } from './policy/lint.ts';
import { policySchema } from './policy/schema.ts';

/** Every command there is, in the order the usage names them. */
export const commands: readonly Command[] = [
  doctor,
  journalShow,
  journalVerify,
  policyDecide,
  policyLint,
  policySchema,
];

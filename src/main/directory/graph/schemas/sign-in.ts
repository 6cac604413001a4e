import { z } from 'zod';
import type { SignInRecord } from '../../port.ts';

const text = z.string().nullish();

/** Source: Graph beta, signIn and authenticationDetail resources. */
export const signIn = z.object({
  id: z.string().min(1),
  createdDateTime: z.iso.datetime(),
  userId: text,
  appId: text,
  isInteractive: z.boolean().nullish(),
  status: z.object({ errorCode: z.int().nullish() }).nullish(),
  authenticationDetails: z
    .array(z.object({ authenticationMethod: text, succeeded: z.boolean().nullish() }))
    .nullish(),
});
type SignIn = z.infer<typeof signIn>;

const succeeded = (one: SignIn): boolean => one.status?.errorCode === 0 && one.isInteractive !== false;

/** The sign-ins that succeeded, newest first. */
export const signInsOf = (all: readonly SignIn[]): readonly SignInRecord[] =>
  all
    .filter(succeeded)
    .map((one) => ({
      id: one.id,
      at: one.createdDateTime,
      appId: one.appId ?? null,
      methods: (one.authenticationDetails ?? []).flatMap((step) =>
        step.succeeded === true && step.authenticationMethod ? [step.authenticationMethod] : [],
      ),
    }))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));

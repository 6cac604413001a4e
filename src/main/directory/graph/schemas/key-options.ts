import { z } from 'zod';
import type { KeyOptions } from '../../keys.ts';

const binary = z.string().min(1);

/** Source: Graph webauthnCredentialCreationOptions; answered directly in v1.0, under `value` in beta. */
const options = z.object({
  challengeTimeoutDateTime: z.string().nullish(),
  publicKey: z.object({
    challenge: binary,
    rp: z.object({ id: z.string().min(1), name: z.string().nullish() }),
    user: z.object({ id: binary, name: z.string().min(1), displayName: z.string().nullish() }),
    pubKeyCredParams: z.array(z.object({ alg: z.int() })).min(1),
    excludeCredentials: z.array(z.object({ id: binary })).nullish(),
    extensions: z
      .looseObject({
        hmacCreateSecret: z.boolean().nullish(),
        credentialProtectionPolicy: z.string().nullish(),
      })
      .nullish(),
  }),
});
export const keyOptions = z.union([options, z.object({ value: options }).transform(({ value }) => value)]);

/** Source: CTAP 2.1, 12.1 (credProtect). A word that is not known asks for the most. */
const protectionOf = (policy: string | null | undefined): KeyOptions['protection'] => {
  if (policy === null || policy === undefined || policy === 'userVerificationOptional') return 1;
  return policy === 'userVerificationOptionalWithCredentialIDList' ? 2 : 3;
};

export const keyOptionsOf = ({
  challengeTimeoutDateTime,
  publicKey,
}: z.infer<typeof keyOptions>): KeyOptions => {
  const { challenge, rp, user, pubKeyCredParams, excludeCredentials, extensions } = publicKey;
  const expiresAt = Date.parse(challengeTimeoutDateTime ?? '');
  return {
    expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
    rp: { id: rp.id, name: rp.name ?? rp.id },
    user: { id: user.id, name: user.name, displayName: user.displayName ?? user.name },
    challenge,
    algorithms: pubKeyCredParams.map(({ alg }) => alg),
    exclude: (excludeCredentials ?? []).map(({ id }) => id),
    hmacSecret: extensions?.hmacCreateSecret === true,
    protection: protectionOf(extensions?.credentialProtectionPolicy),
  };
};

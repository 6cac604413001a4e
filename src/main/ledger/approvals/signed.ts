import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  approvalAnswer,
  approvalOffer,
  type ApprovalAnswer,
  type ApprovalOffer,
} from '../../../shared/index.ts';
import { signatureProblem, takeJws, type PublicKey } from '../../../verifier/checkpoint.ts';
import { signedOf, type Signer } from '../../journal/index.ts';

/** Media types that keep one for the other, and a checkpoint for either, from being taken. */
const OFFER = 'tapdesk-approval-offer+jws';
const ANSWER = 'tapdesk-approval-answer+jws';

export const signedOffer = (offer: ApprovalOffer, signer: Signer): string => signedOf(OFFER, offer, signer);
export const signedAnswer = (answer: ApprovalAnswer, signer: Signer): string =>
  signedOf(ANSWER, answer, signer);

/** What an offer or an answer is called: the SHA-256 of the JWS, hex. */
export const digestOfJws = (jws: string): string => createHash('sha256').update(jws, 'utf8').digest('hex');

/** What was said, or in a word why it does not count. */
export type Opened<T> = { readonly claim: T } | { readonly why: 'malformed' | 'badly-signed' };

const open = <S extends z.ZodObject>(
  jws: string,
  key: PublicKey,
  [typ, schema]: readonly [string, S],
): Opened<z.infer<S>> => {
  const taken = takeJws(jws, typ, Object.keys(schema.shape).sort());
  if (taken === null) return { why: 'malformed' };
  // By this key, whichever one it names: the caller has decided whose word counts.
  if (signatureProblem(taken, key) !== null) return { why: 'badly-signed' };
  const parsed = schema.safeParse(taken.payload);
  return parsed.success ? { claim: parsed.data } : { why: 'malformed' };
};

export const openOffer = (jws: string, key: PublicKey): Opened<ApprovalOffer> =>
  open(jws, key, [OFFER, approvalOffer]);
export const openAnswer = (jws: string, key: PublicKey): Opened<ApprovalAnswer> =>
  open(jws, key, [ANSWER, approvalAnswer]);

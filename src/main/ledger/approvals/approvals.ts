import type { ApprovalAnswer, ApprovalOffer } from '../../../shared/index.ts';
import { keyOf, type PublicKey } from '../../../verifier/checkpoint.ts';
import type { Signer } from '../../journal/index.ts';
import { digestOfJws, openAnswer, openOffer, signedAnswer, signedOffer } from './signed.ts';
import type { AnswerRow, ApprovalTable, KeyRow } from './table.ts';

/** Why something that stands in the ledger as an answer is none. */
export type NotTaken =
  | 'malformed'
  | 'badly-signed'
  /** The configuration names no key of that station. */
  | 'not-trusted'
  /** The ledger does not admit that station with that key, or no longer. */
  | 'not-admitted'
  /** Another station put it there than the one that signed it. */
  | 'of-another-station'
  /** It is to another offer. */
  | 'to-another-offer';

/** An answer that another station gave, or what stands there in its name and does not count. */
export interface Answer {
  /** SHA-256 of the JWS. */
  readonly digest: string;
  /** As the ledger names it. */
  readonly station: string;
  readonly jws: string;
  readonly judged: { readonly claim: ApprovalAnswer } | { readonly why: NotTaken };
}

/** A request of another desk, signed by that desk. */
export interface OpenOffer {
  readonly offer: string;
  readonly site: string;
  readonly claim: ApprovalOffer;
}

/** Approvals between stations, through the ledger. Everything throws LedgerError when the ledger does not answer. */
export interface Approvals {
  /** Signs and offers. @returns how the offer is called */
  readonly offer: (what: Omit<ApprovalOffer, 'v' | 'station'>, seconds: number) => Promise<string>;
  readonly close: (offer: string) => Promise<void>;
  readonly answers: (offer: string) => Promise<readonly Answer[]>;
  readonly open: () => Promise<readonly OpenOffer[]>;
  /** Signs; nothing is sent. */
  readonly sign: (what: Omit<ApprovalAnswer, 'v' | 'station'>) => SignedAnswer;
  readonly answer: (signed: SignedAnswer) => Promise<void>;
}

/** An answer as it goes to the ledger. */
export interface SignedAnswer {
  readonly offer: string;
  readonly digest: string;
  readonly jws: string;
}

export interface ApprovalParts {
  readonly table: ApprovalTable;
  readonly station: string;
  /** The station's own key. */
  readonly signer: () => Signer;
  /** Whose word counts here, by the thumbprint of the key: what the site's configuration says, not the ledger. */
  readonly trusted: Readonly<Record<string, string>>;
}

/** The key of a station that both the configuration and the ledger name; otherwise which of them does not. */
const keyFor = (
  station: string,
  { trusted }: Pick<ApprovalParts, 'trusted'>,
  keys: readonly KeyRow[],
): PublicKey | 'not-trusted' | 'not-admitted' => {
  const kid = Object.entries(trusted).find(([id]) => id === station)?.[1];
  if (kid === undefined) return 'not-trusted';
  const row = keys.find((one) => one.station === station && one.kid === kid);
  const key = row === undefined ? null : keyOf({ kty: 'OKP', crv: 'Ed25519', x: row.x });
  // Whoever owns the ledger may write any key there; the thumbprint tells which one is meant.
  return key?.kid === kid ? key : 'not-admitted';
};

const judge = (
  { station, jws }: AnswerRow,
  offer: string,
  key: PublicKey | 'not-trusted' | 'not-admitted',
): Answer['judged'] => {
  if (typeof key === 'string') return { why: key };
  const opened = openAnswer(jws, key);
  if ('why' in opened) return opened;
  if (opened.claim.station !== station) return { why: 'of-another-station' };
  return opened.claim.offer === offer ? opened : { why: 'to-another-offer' };
};

export const createApprovals = (parts: ApprovalParts): Approvals => {
  const { table, station, signer } = parts;
  return {
    offer: async (what, seconds) => {
      const jws = signedOffer({ ...what, v: 1, station }, signer());
      const offer = digestOfJws(jws);
      await table.offer({ offer, jws, seconds });
      return offer;
    },
    close: table.close,
    answers: async (offer) => {
      const rows = await table.answers(offer);
      if (rows.length === 0) return [];
      const keys = await table.keys();
      return rows.map((row) => ({
        ...row,
        digest: digestOfJws(row.jws),
        judged: judge(row, offer, keyFor(row.station, parts, keys)),
      }));
    },
    open: async () => {
      const rows = await table.open();
      if (rows.length === 0) return [];
      const keys = await table.keys();
      // What is not signed by who is said to ask is not shown to anybody.
      return rows.flatMap((row) => {
        const key = keyFor(row.station, parts, keys);
        const opened = typeof key === 'string' ? null : openOffer(row.jws, key);
        if (opened === null || 'why' in opened || opened.claim.station !== row.station) return [];
        return [{ offer: digestOfJws(row.jws), site: row.site, claim: opened.claim }];
      });
    },
    sign: (what) => {
      const jws = signedAnswer({ ...what, v: 1, station }, signer());
      return { offer: what.offer, digest: digestOfJws(jws), jws };
    },
    answer: (signed) => table.answer({ ...signed, station }),
  };
};

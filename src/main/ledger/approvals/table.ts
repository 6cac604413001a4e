import { z } from 'zod';
import type { Connection } from '../connect.ts';

/** An offer that is open, as it stands in the ledger; nothing of it is believed yet. */
const offerRow = z.object({
  offer: z.string(),
  station: z.string(),
  site: z.string(),
  jws: z.string(),
});
export type OfferRow = z.infer<typeof offerRow>;

const answerRow = z.object({
  digest: z.string(),
  station: z.string(),
  jws: z.string(),
});
export type AnswerRow = z.infer<typeof answerRow>;

const keyRow = z.object({
  station: z.string(),
  kid: z.string(),
  x: z.string(),
});
export type KeyRow = z.infer<typeof keyRow>;

/** Approvals in the ledger as one station sees them. Everything throws LedgerError. */
export interface ApprovalTable {
  /** Offers, for so many seconds by the ledger's clock. */
  readonly offer: (one: {
    readonly offer: string;
    readonly jws: string;
    readonly seconds: number;
  }) => Promise<void>;
  /** Nobody is to answer it any more. */
  readonly close: (offer: string) => Promise<void>;
  /** Everything that stands there as an answer to an offer of this station. */
  readonly answers: (offer: string) => Promise<readonly AnswerRow[]>;
  /** Offers of other stations that this one may answer now. */
  readonly open: () => Promise<readonly OfferRow[]>;
  readonly answer: (one: AnswerRow & { readonly offer: string }) => Promise<void>;
  /** Keys of admitted stations. */
  readonly keys: () => Promise<readonly KeyRow[]>;
}

const OFFER = `INSERT INTO approval_offers (offer, station, site, jws, expires_at)
  SELECT $1, $2, s.site, $3, now() + $4 * interval '1 second' FROM stations s WHERE s.station = $2
  ON CONFLICT (offer) DO NOTHING`;
const CLOSE =
  'UPDATE approval_offers SET closed_at = now() WHERE offer = $1 AND station = $2 AND closed_at IS NULL';
const ANSWERS = `SELECT a.digest, a.station, a.jws FROM approval_answers a
  WHERE a.offer = $1 AND EXISTS (SELECT 1 FROM approval_offers o WHERE o.offer = a.offer AND o.station = $2)
  ORDER BY a.given_at, a.digest LIMIT 100`;
const OPEN = `SELECT offer, station, site, jws FROM approval_offers
  WHERE station <> $1 AND closed_at IS NULL AND expires_at > now() ORDER BY expires_at, offer LIMIT 100`;
const ANSWER = `INSERT INTO approval_answers (offer, digest, station, jws) VALUES ($1, $2, $3, $4)
  ON CONFLICT (offer, digest) DO NOTHING`;
const KEYS = 'SELECT station, kid, x FROM admitted_keys ORDER BY station, kid';

export const createApprovalTable = (connection: Connection, station: string): ApprovalTable => {
  const rows = (sql: string, values: readonly unknown[]): Promise<readonly unknown[]> =>
    connection.use(async (client) => (await client.query<Record<string, unknown>>(sql, [...values])).rows);
  const change = async (sql: string, values: readonly unknown[]): Promise<void> => {
    await rows(sql, values);
  };
  return {
    offer: ({ offer, jws, seconds }) => change(OFFER, [offer, station, jws, seconds]),
    close: (offer) => change(CLOSE, [offer, station]),
    answers: async (offer) => (await rows(ANSWERS, [offer, station])).map((row) => answerRow.parse(row)),
    open: async () => (await rows(OPEN, [station])).map((row) => offerRow.parse(row)),
    answer: ({ offer, digest, jws }) => change(ANSWER, [offer, digest, station, jws]),
    keys: async () => (await rows(KEYS, [])).map((row) => keyRow.parse(row)),
  };
};

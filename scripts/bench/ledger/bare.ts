import type pg from 'pg';
import {
  admit,
  createStationLedger,
  roleOf,
  STATIONS,
  type OutgoingEntry,
} from '../../../src/main/ledger/index.ts';
import { median, ratioRow, type Row } from '../rows.ts';
import { chainOf } from './journal.ts';
import { newSigner } from './plan.ts';
import type { Prepared } from './prepare.ts';

/** As many entries as a busy desk sends at once. */
const PAGE = 5;
const PAGES = 250;
const ROUNDS = 4;

const MAKE_BARE = `CREATE TABLE bare (
  station text, epoch integer, seq bigint, before bigint, prev bytea, hash bytea, bytes text)`;
/** The same rows into a table that checks nothing, to whoever connects. */
const ADD_BARE = `INSERT INTO bare (station, epoch, seq, before, prev, hash, bytes)
  SELECT $1::text, $2::int, t.seq, nullif(t.seq - 1, 0), decode(t.prev, 'hex'), decode(t.hash, 'hex'), t.bytes
    FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS t (seq, prev, hash, bytes)`;

const addBare = (client: pg.Client, station: string, page: readonly OutgoingEntry[]): Promise<unknown> =>
  client.query({
    name: 'bare',
    text: ADD_BARE,
    values: [
      ...[station, 1, page.map(({ seq }) => seq), page.map(({ prev }) => prev)],
      ...[page.map((one) => one.hash), page.map(({ bytes }) => bytes)],
    ],
  });

const pagesOf = (chain: readonly OutgoingEntry[]): readonly (readonly OutgoingEntry[])[] =>
  Array.from({ length: PAGES }, (_, index) => chain.slice(index * PAGE, (index + 1) * PAGE));

const timed = async (push: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await push();
  return performance.now() - from;
};

/** What the ledger's checks and rights cost, against the same rows by the same connection into a bare table. */
export const benchPages = async ({ open, openAs }: Prepared): Promise<Row> => {
  const admin = await open();
  await admin.query(MAKE_BARE);
  await admin.query(`GRANT INSERT ON bare TO ${STATIONS}`);
  const measured: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = `bare-${round}`;
    const signer = newSigner();
    await admit(admin, { station: id, site: 'Load', key: signer.publicJwk, kid: signer.kid, by: 'bench' });
    const client = await openAs(roleOf(id));
    const ledger = createStationLedger({ use: (work) => work(client), close: () => client.end() }, id);
    // In turn, so that whatever else the machine does is in both.
    for (const page of pagesOf(chainOf(id, signer, PAGE * PAGES))) {
      baseline.push(await timed(() => addBare(client, id, page)));
      measured.push(await timed(() => ledger.push(1, page)));
    }
    await client.end();
  }
  await admin.query("DELETE FROM entries WHERE station LIKE 'bare-%'");
  await admin.query("DELETE FROM station_keys WHERE station LIKE 'bare-%'");
  await admin.query("DELETE FROM stations WHERE station LIKE 'bare-%'");
  await admin.query('DROP TABLE bare');
  await admin.end();
  return ratioRow('ledger: a page of five entries, against a bare insert of them', median(measured), {
    baseline: median(baseline),
    most: 2.5,
  });
};

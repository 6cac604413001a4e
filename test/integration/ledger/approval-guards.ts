import { createHash } from 'node:crypto';
import { roleOf } from '../../../src/main/ledger/index.ts';
import { drop, literal, long, open, type SqlGuard } from '../../support/sql-guards.ts';

const STATIONS = 'tapdesk_ledger_stations';
const [two, three, gone] = [roleOf('two'), roleOf('three'), roleOf('gone')];

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Offer {
  readonly station?: string;
  readonly site?: string;
  readonly jws: string;
  readonly digest?: string;
  readonly madeAt?: string;
  readonly ends?: string;
}

const offer = ({
  station = 'one',
  site = 'Harbour',
  ends = "now() + interval '1 minute'",
  ...more
}: Offer) => {
  const columns = `offer, station, site, jws, expires_at${more.madeAt === undefined ? '' : ', made_at'}`;
  const values = [more.digest ?? digestOf(more.jws), station, site, more.jws].map(literal);
  return `INSERT INTO approval_offers (${columns}) VALUES (${[...values, ends, more.madeAt ?? []].flat().join(', ')})`;
};

interface Answer {
  readonly to?: string;
  readonly station?: string;
  readonly jws?: string;
  readonly digest?: string;
}

const answer = ({ to = 'open', station = 'two', jws = 'yes', digest = digestOf(jws) }: Answer): string =>
  `INSERT INTO approval_answers (offer, digest, station, jws) VALUES (${[digestOf(to), digest, station, jws].map(literal).join(', ')})`;

const site = (station: string, name: string): string =>
  `INSERT INTO approval_sites (station, site, allowed_by) VALUES ('${station}', '${name}', 'admin')`;

const ofOffers: readonly SqlGuard[] = [
  {
    name: 'a request in another’s name',
    without: open('own_add', 'approval_offers', 'WITH CHECK (true)'),
    attack: offer({ station: 'two', site: 'Hill', jws: 'new' }),
  },
  {
    name: 'a request of a revoked station',
    without: open('own_add', 'approval_offers', 'WITH CHECK (true)'),
    as: gone,
    attack: offer({ station: 'gone', jws: 'new' }),
  },
  {
    name: 'a request for another site',
    without: open('own_add', 'approval_offers', 'WITH CHECK (true)'),
    attack: offer({ site: 'Hill', jws: 'new' }),
  },
  {
    name: 'a request of more than 64 KB',
    without: drop('approval_offers', 'approval_offers_jws_check'),
    attack: offer({ jws: long(65_537) }),
  },
  {
    name: 'a request of another digest',
    without: drop('approval_offers', 'approval_offers_digest'),
    attack: offer({ jws: 'new', digest: digestOf('another') }),
  },
  {
    name: 'a request for more than an hour',
    without: drop('approval_offers', 'approval_offers_time'),
    attack: offer({ jws: 'new', ends: "now() + interval '61 minutes'" }),
  },
  {
    name: 'a request that ends before it begins',
    without: drop('approval_offers', 'approval_offers_time'),
    attack: offer({ jws: 'new', ends: "now() - interval '1 minute'" }),
  },
  {
    name: 'the same request twice',
    without: drop('approval_offers', 'approval_offers_pkey CASCADE'),
    attack: offer({ jws: 'open' }),
  },
  {
    name: 'a request that was made when its station says',
    without: `GRANT INSERT ON approval_offers TO ${STATIONS}`,
    attack: offer({
      jws: 'new',
      madeAt: "now() + interval '9 hours'",
      ends: "now() + interval '10 hours'",
    }),
  },
  {
    name: 'a later end of a request that stands',
    without: `GRANT UPDATE ON approval_offers TO ${STATIONS}`,
    attack: "UPDATE approval_offers SET expires_at = made_at + interval '59 minutes'",
  },
  {
    // Without a condition, so that no right to read stands in the way as well.
    name: 'an end that another makes of a request',
    without: open('own_close', 'approval_offers', 'USING (true) WITH CHECK (true)'),
    as: three,
    attack: 'UPDATE approval_offers SET closed_at = now()',
    unseen: true,
  },
];

const reads = (text: string): string => `SELECT 1 FROM approval_offers WHERE jws = '${text}'`;

const ofReading: readonly SqlGuard[] = [
  {
    name: 'what others ask where no site was named',
    without: open('own_read', 'approval_offers', 'USING (true)'),
    as: three,
    attack: reads('open'),
    unseen: true,
  },
  {
    name: 'what is asked at a site that was not named',
    without: open(
      'open_read',
      'approval_offers',
      "USING (EXISTS (SELECT 1 FROM approval_sites a WHERE current_user = 'station_' || a.station))",
    ),
    as: two,
    attack: reads('elsewhere'),
    unseen: true,
  },
  ...['closed', 'over'].map((state): SqlGuard => ({
    name: `a request of another that is ${state}`,
    without: open('open_read', 'approval_offers', 'USING (true)'),
    as: two,
    attack: reads(state),
    unseen: true,
  })),
  {
    name: 'for which sites others are named',
    without: open('own_read', 'approval_sites', 'USING (true)'),
    attack: 'SELECT 1 FROM approval_sites',
    unseen: true,
  },
  {
    name: 'what others answered',
    without: open('own_read', 'approval_answers', 'USING (true)'),
    as: three,
    attack: 'SELECT 1 FROM approval_answers',
    unseen: true,
  },
  {
    name: 'what another answered to a request that may be read',
    without: open(
      'own_read',
      'approval_answers',
      'USING (EXISTS (SELECT 1 FROM approval_offers o WHERE o.offer = approval_answers.offer))',
    ),
    as: two,
    attack: "SELECT 1 FROM approval_answers WHERE station = 'four'",
    unseen: true,
  },
  ...['approval_sites', 'approval_offers', 'approval_answers'].map((table): SqlGuard => ({
    name: `what others have in ${table} without row-level security`,
    without: `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
    as: three,
    attack: `SELECT 1 FROM ${table}`,
    unseen: true,
  })),
];

const ofAnswers: readonly SqlGuard[] = [
  {
    name: 'an answer in another’s name',
    without: open('own_add', 'approval_answers', 'WITH CHECK (true)'),
    as: two,
    attack: answer({ station: 'three' }),
  },
  {
    name: 'an answer of a revoked station',
    without: open('own_add', 'approval_answers', 'WITH CHECK (true)'),
    as: gone,
    attack: answer({ station: 'gone' }),
  },
  {
    name: 'an answer to what may not be read',
    without: open('own_add', 'approval_answers', 'WITH CHECK (true)'),
    as: three,
    attack: answer({ station: 'three' }),
  },
  {
    name: 'an answer to a request of one’s own',
    without: open('own_add', 'approval_answers', 'WITH CHECK (true)'),
    attack: answer({ station: 'one' }),
  },
  {
    name: 'an answer of more than 8 KB',
    without: drop('approval_answers', 'approval_answers_jws_check'),
    as: two,
    attack: answer({ jws: long(8_193) }),
  },
  {
    name: 'an answer of another digest',
    without: drop('approval_answers', 'approval_answers_digest'),
    as: two,
    attack: answer({ digest: digestOf('no') }),
  },
  {
    name: 'the same answer twice',
    without: drop('approval_answers', 'approval_answers_pkey'),
    as: two,
    attack: answer({ jws: 'given' }),
  },
  {
    name: 'an answer to nothing',
    without: drop('approval_answers', 'approval_answers_offer_fkey'),
    as: 'admin',
    attack: answer({ to: 'nothing' }),
  },
  {
    name: 'an answer that was given when its station says',
    without: `GRANT INSERT ON approval_answers TO ${STATIONS}`,
    as: two,
    attack: answer({}).replace('jws)', 'jws, given_at)').replace(/\)$/, ', now())'),
  },
  ...['approval_answers', 'approval_sites'].flatMap((table) =>
    [`DELETE FROM ${table}`, `UPDATE ${table} SET station = station`].map((change): SqlGuard => ({
      name: change,
      without: `GRANT ALL ON ${table} TO ${STATIONS}`,
      attack: `${change} WHERE false`,
    })),
  ),
  {
    name: 'a site that a station names for itself',
    without: `GRANT INSERT ON approval_sites TO ${STATIONS}; CREATE POLICY x ON approval_sites USING (true)`,
    attack: site('one', 'Hill'),
  },
];

const ofSites: readonly SqlGuard[] = [
  {
    name: 'a site for a station that is not there',
    without: drop('approval_sites', 'approval_sites_station_fkey'),
    as: 'admin',
    attack: site('nobody', 'Hill'),
  },
  ...['', long(65)].map((name): SqlGuard => ({
    name: `a site by a name of ${name.length} letters`,
    without: drop('approval_sites', 'approval_sites_site_check'),
    as: 'admin',
    attack: site('two', name),
  })),
  {
    name: 'the same site twice',
    without: drop('approval_sites', 'approval_sites_pkey'),
    as: 'admin',
    attack: site('two', 'Harbour'),
  },
];

/** What the database refuses of approvals at another desk, once `whatWasAsked` is there. */
export const ofApprovals: readonly SqlGuard[] = [...ofOffers, ...ofReading, ...ofAnswers, ...ofSites];

const past = "now() - interval '9 minutes'";

/**
 * Station `one` has asked in Harbour; `two` in Hill was named for Harbour and has answered. `three` was named for
 * nothing. `gone` is revoked, as if that had gone half the way. Another desk asked in Valley and, long ago, at Quay, and answered in Harbour.
 */
export const whatWasAsked: readonly string[] = [
  "UPDATE stations SET site = CASE station WHEN 'two' THEN 'Hill' WHEN 'three' THEN 'Valley' ELSE 'Harbour' END",
  ...[site('two', 'Harbour'), site('two', 'Hill'), site('gone', 'Harbour')],
  offer({ jws: 'open' }),
  offer({ jws: 'closed' }),
  "UPDATE approval_offers SET closed_at = now() WHERE jws = 'closed'",
  offer({ jws: 'over', madeAt: past, ends: `${past} + interval '1 minute'` }),
  offer({ station: 'four', site: 'Valley', jws: 'elsewhere' }),
  offer({
    station: 'four',
    site: 'Quay',
    jws: 'long over',
    madeAt: past,
    ends: `${past} + interval '1 minute'`,
  }),
  answer({ jws: 'given' }),
  answer({ station: 'four', jws: 'given by another' }),
];

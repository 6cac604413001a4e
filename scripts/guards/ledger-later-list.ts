import type { Guard } from './guard.ts';
import { inSql, type Row } from './in-sql.ts';

const later = 'test/integration/ledger/sql-guards-later.test.ts';
const before = 'test/integration/ledger/sql-guards.test.ts';
const facts = 'test/integration/ledger/facts.test.ts';
const fleetView = 'test/integration/ledger/console.test.ts';

const ofTables = inSql('0001-tables', before, [
  ['epoch integer NOT NULL CHECK (epoch >= 1),\n    seq', 'epoch integer NOT NULL,\n    seq', 'of epoch 0'],
]);

const ofRights = inSql('0002-rights', before, [
  ["'REVOKE ALL ON SCHEMA public FROM PUBLIC',", '', 'who is nothing here'],
  [
    'GRANT INSERT (station, epoch, size, digest, jws) ON checkpoints',
    'GRANT INSERT ON checkpoints',
    'arrival of a checkpoint',
  ],
  [
    'GRANT INSERT (station, code, epoch, seq, digest) ON refusals',
    'GRANT INSERT ON refusals',
    'of a refusal',
  ],
]);

const ofRequests: readonly Row[] = [
  [
    "WITH CHECK (${admitted('approval_offers')}\n     AND site = (SELECT s.site FROM stations s WHERE s.station = approval_offers.station))",
    'WITH CHECK (true)',
    'a request in another',
  ],
  [
    '\n     AND site = (SELECT s.site FROM stations s WHERE s.station = approval_offers.station))',
    ')',
    'for another site',
  ],
  ["= ${table}.station AND s.state = 'admitted')", '= ${table}.station)', 'a request of a revoked'],
  [
    'jws text NOT NULL CHECK (octet_length(jws) <= 65536),',
    'jws text NOT NULL,',
    'a request of more than 64',
  ],
  [
    "CHECK (offer = encode(sha256(convert_to(jws, 'UTF8')), 'hex'))",
    'CHECK (true)',
    'a request of another digest',
  ],
  [' AND expires_at <= made_at + ${MOST}', '', 'for more than an hour'],
  ['expires_at > made_at AND ', '', 'ends before it begins'],
  ['INSERT (offer, station, site, jws, expires_at)', 'INSERT', 'was made when its station says'],
  ['UPDATE (closed_at) ON approval_offers', 'UPDATE ON approval_offers', 'a later end of a request'],
  [
    "USING (${OWN('approval_offers')}) WITH CHECK (${OWN('approval_offers')})",
    'USING (true)',
    'an end that another makes',
  ],
];

const ofReading: readonly Row[] = [
  [
    "own_read ON approval_offers FOR SELECT TO ${STATIONS} USING (${OWN('approval_offers')})",
    'own_read ON approval_offers FOR SELECT TO ${STATIONS} USING (true)',
    'where no site was named',
  ],
  ['a.site = approval_offers.site AND ', '', 'at a site that was not named'],
  ['${alias}.closed_at IS NULL AND ', '', 'another that is closed'],
  [
    '${alias}.closed_at IS NULL AND ${alias}.expires_at > now()',
    '${alias}.closed_at IS NULL',
    'another that is over',
  ],
  ["USING (${OWN('approval_sites')})", 'USING (true)', 'for which sites others'],
  [
    "USING (${OWN('approval_answers')}\n     OR EXISTS",
    'USING (true\n     OR EXISTS',
    'what others answered',
  ],
  [
    "WHERE o.offer = approval_answers.offer AND current_user = 'station_' || o.station))",
    'WHERE o.offer = approval_answers.offer))',
    'what another answered',
  ],
  ['`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,', '', 'without row-level security'],
];

const ofAnswers: readonly Row[] = [
  [
    "WITH CHECK (${admitted('approval_answers')}\n     AND EXISTS",
    'WITH CHECK (EXISTS',
    'an answer in another',
  ],
  ["= ${table}.station AND s.state = 'admitted')", '= ${table}.station)', 'an answer of a revoked'],
  [
    "\n     AND EXISTS (SELECT 1 FROM approval_offers o\n       WHERE o.offer = approval_answers.offer AND o.station <> approval_answers.station AND ${isOpen('o')}))",
    ')',
    'an answer to what may not',
  ],
  [' AND o.station <> approval_answers.station', '', 'an answer to a request of'],
  ['jws text NOT NULL CHECK (octet_length(jws) <= 8192),', 'jws text NOT NULL,', 'an answer of more than 8'],
  [
    "CHECK (digest = encode(sha256(convert_to(jws, 'UTF8')), 'hex'))",
    'CHECK (true)',
    'an answer of another digest',
  ],
  ['PRIMARY KEY (offer, digest),', '', 'the same answer twice'],
  ['offer text NOT NULL REFERENCES approval_offers (offer),', 'offer text NOT NULL,', 'an answer to nothing'],
  [
    'INSERT (offer, digest, station, jws) ON approval_answers',
    'INSERT ON approval_answers',
    'an answer that was given',
  ],
];

const ofSites: readonly Row[] = [
  [
    'station text NOT NULL REFERENCES stations (station),',
    'station text NOT NULL,',
    'a station that is not there',
  ],
  ['site text NOT NULL CHECK (length(site) BETWEEN 1 AND 64),', 'site text NOT NULL,', 'a site by a name'],
  [
    'allowed_at timestamptz NOT NULL DEFAULT now(),\n    PRIMARY KEY (station, site)',
    'allowed_at timestamptz NOT NULL DEFAULT now()',
    'the same site twice',
  ],
  [
    "WHERE s.state = 'admitted' AND k.revoked_at IS NULL",
    'WHERE k.revoked_at IS NULL',
    'the key of a station',
  ],
  ["s.state = 'admitted' AND k.revoked_at IS NULL", "s.state = 'admitted'", 'a key that was revoked'],
];

/**
 * Of the migration for approvals these stand behind others, so that no test misses them alone: that a station names
 * itself in a request (it reads no other station's site), that `approval_sites` is asked for one's own rows (no others
 * can be read), that a request is open when it is answered (only open ones of others can be read), and what
 * `own_close` asks of the row that it leaves (the column of the station cannot be changed). The key of a request can
 * not be left out, since answers refer to it.
 */
const ofApprovals = inSql('0003-approvals', later, [...ofRequests, ...ofReading, ...ofAnswers, ...ofSites]);

const ofFacts = [
  ...inSql('0004-facts', later, [
    [
      '        AND e.pass_at > (extract(epoch FROM now()) * 1000)::bigint - 2678400000\n',
      '',
      'more than 31 days ago',
    ],
    ['passes_elsewhere WITH (security_barrier) AS', 'passes_elsewhere AS', 'tells of a pass'],
    [" AND t5 <= now() + interval '1 hour'", '', 'more than an hour from now'],
    [
      " AND EXISTS (\n       SELECT 1 FROM stations s WHERE s.station = tenant_reads.station AND s.state = 'admitted')",
      '',
      'turns of reads of a revoked',
    ],
    ['id integer PRIMARY KEY CHECK (id = 1),', 'id integer PRIMARY KEY,', 'a second row of turns'],
  ]),
  ...inSql('0004-facts', before, [
    ["'ALTER TABLE tenant_reads ENABLE ROW LEVEL SECURITY',", '', 'reads given out in another'],
  ]),
  ...inSql('0004-facts', facts, [
    ["        AND 'station_' || e.station <> current_user\n", '', 'what it issued itself'],
    ['o.station = e.station AND ', '', 'not taken back by another'],
    [
      '\n        AND NOT EXISTS (\n          SELECT 1 FROM entries o WHERE o.station = e.station AND o.pass_failed = e.pass_effect)',
      '',
      'not what failed',
    ],
  ]),
];

const ofFindings = inSql('0005-acknowledged', later, [
  ['reason text CHECK (length(reason) <= 32)', 'reason text', 'a reason without end'],
]);

const ofTheConsole = [
  ...inSql('0006-console', later, [['WITH (security_barrier) AS ${sql}', 'AS ${sql}', 'tells of requests']]),
  ...inSql('0006-console', fleetView, [
    [
      "CASE WHEN ${of(name)}::text ~ '^[0-9]{1,6}$' THEN ${of(name)}::text::int ELSE 0 END",
      '(${of(name)}::text::int)',
      'whatever a station writes',
    ],
    [
      "CASE WHEN json_typeof(${of(name)}) = 'array' THEN ${of(name)} ELSE '[]'::json END",
      '${of(name)}',
      'whatever a station writes',
    ],
  ]),
];

const ofPresence = inSql('0007-heard', 'test/integration/ledger/ledger.test.ts', [
  ['  `REVOKE UPDATE (seen_at) ON presence FROM ${STATIONS}`,\n', '', 'write itself a time to come'],
  ['    NEW.seen_at := now();\n', '', 'when it last heard a desk'],
]);

/** What the ledger's database refuses by itself, as far as it came after the tables of the chain. */
export const ofTheLedgerLater: readonly Guard[] = [
  ...ofTables,
  ...ofRights,
  ...ofApprovals,
  ...ofFacts,
  ...ofFindings,
  ...ofTheConsole,
  ...ofPresence,
];

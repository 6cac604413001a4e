import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allowApprovals,
  createApprovals,
  createApprovalTable,
  LedgerError,
  revoke,
  type Answer,
  type Approvals,
  type Connection,
} from '../../../src/main/ledger/index.ts';
import { signedOf, type Signer } from '../../../src/main/journal/index.ts';
import { anAnswer, anOffer, fingerprint } from '../../support/approvals.ts';
import { approver, createDeskAtHand, noApproval, openDesk, person, read } from '../../support/desk.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

interface Station {
  readonly signer: Signer;
  readonly connection: Connection;
  readonly approvals: Approvals;
}

let fleet: TestLedger;
const trusted: Record<string, string> = {};
const station = async (id: string, site: string): Promise<Station> => {
  const signer = createTestSigner();
  trusted[id] = signer.kid;
  const { connection } = await fleet.station(id, signer);
  await fleet.admin.query('UPDATE stations SET site = $2 WHERE station = $1', [id, site]);
  const table = createApprovalTable(connection, id);
  return {
    signer,
    connection,
    approvals: createApprovals({
      table,
      station: id,
      signer: () => signer,
      trusted,
    }),
  };
};

let asking: Station;
let approving: Station;
let other: Station;
beforeAll(async () => {
  fleet = await startLedger();
  asking = await station('desk-asks', 'Harbour');
  approving = await station('desk-approves', 'Hill');
  other = await station('desk-other', 'Valley');
  await allowApprovals(fleet.admin, {
    station: 'desk-approves',
    sites: ['Harbour', 'Hill'],
    by: 'admin',
  });
}, 60_000);
afterAll(() => fleet.stop());

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'taken';
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return error.rule === null ? error.code : `${error.code} ${error.rule}`;
  }
};

const idsOf = async ({ approvals }: Station): Promise<readonly string[]> =>
  (await approvals.open()).map(({ offer }) => offer);

const judgedOf = (answers: readonly Answer[]): readonly unknown[] =>
  answers.map(({ judged }) => ('why' in judged ? judged.why : judged.claim.answer));

const answersAt = async ({ approvals }: Station, offer: string, answer: 'yes' | 'no' = 'yes') => {
  const signed = approvals.sign(anAnswer({ offer, answer }));
  await approvals.answer(signed);
  return signed;
};

/** As the owner of the ledger, whom no row-level security binds. */
const forge = (offer: string, as: string, jws: string): Promise<unknown> =>
  fleet.admin.query(
    "INSERT INTO approval_answers (offer, digest, station, jws) VALUES ($1, encode(sha256(convert_to($3, 'UTF8')), 'hex'), $2, $3)",
    [offer, as, jws],
  );

describe('two desks', () => {
  /** A desk whose approvals go through the real ledger. */
  const deskOf = async ({ approvals }: Station, more: Parameters<typeof createDeskAtHand>[0] = {}) => {
    const hand = createDeskAtHand({
      elsewhere: {
        scopes: [],
        whoIs: (_, id) => Promise.resolve({ person: { ...person, id }, photo: null }),
        ledger: { ...approvals, answer: (signed) => approvals.answer(signed).then(() => 'sent') },
      },
      ...more,
    });
    await openDesk(hand);
    return hand;
  };

  it('ask and answer each other through the ledger, each with its own record of it', async () => {
    const account = { id: approver.id, tenantId: null, userPrincipalName: 'a@x', displayName: 'A' };
    const trace = { correlationId: 'c', requestId: 'r', serverTime: null };
    const here = await deskOf(asking, { readApprover: () => Promise.resolve({ value: approver, trace }) });
    const there = await deskOf(approving);
    Object.assign(there.ports.identity, {
      signInSecond: () =>
        Promise.resolve({
          ...{ account, signedInAt: here.clock.now() },
          ...{ accessToken: () => Promise.resolve('t'), signOut: () => Promise.resolve() },
        }),
    });
    await here.badge(read);
    here.script.react((event) => (event.type === 'approver-signed-in' ? { at: 'approving' } : null));
    const needs = [
      { kind: 'approval', roleIds: ['c4e39bd9-1100-46d3-8c65-fb160da0071f'], count: 1, because: [] },
    ] as const;
    here.script.move({ at: 'approval', approval: { ...noApproval, fingerprint, needs } });
    await expect.poll(() => here.snapshot().screen).toMatchObject({ elsewhere: 'offered' });
    await there.call('approvals.show', {});
    await expect.poll(() => there.snapshot().approvalsElsewhere).toBe(1);
    const { screen } = there.snapshot();
    const [request] = screen.kind === 'approver/waiting' ? screen.requests : [];
    await there.call('approvals.take', { offer: request?.offer ?? '' });
    expect(there.snapshot().screen).toMatchObject({
      kind: 'approver/review',
      elsewhere: { station: 'desk-asks' },
    });
    expect(await there.call('approval.give', { fingerprint })).toMatchObject({ ok: true });
    here.clock.advance(2_000);
    await expect
      .poll(() => here.script.sent.map(({ type }) => type))
      .toEqual(['approver-signed-in', 'approved']);
    const told = there.written.find(({ type }) => type === 'approval.answered')?.data['signed'];
    const [given] = here.script.sent;
    const jws = given?.type === 'approver-signed-in' ? (given.elsewhere?.answer ?? '') : '';
    expect(createHash('sha256').update(jws).digest('hex')).toBe(told);
    here.script.move({ at: 'refused' });
    await expect.poll(() => idsOf(approving)).toEqual([]);
  });
});

describe('a request at another desk', () => {
  it('is read where its site is approved for, and nowhere else, while it is open', async () => {
    const offer = await asking.approvals.offer(anOffer(), 60);
    expect(await approving.approvals.open()).toEqual([
      {
        offer,
        site: 'Harbour',
        claim: { ...anOffer(), v: 1, station: 'desk-asks' },
      },
    ]);
    expect([await idsOf(other), await idsOf(asking)]).toEqual([[], []]);
    await asking.approvals.close(offer);
    expect(await idsOf(approving)).toEqual([]);
  });

  it('is over by the ledger’s clock, and then nobody answers it', async () => {
    const offer = await asking.approvals.offer(anOffer({ enrollment: 'over' }), 60);
    await fleet.admin.query(
      "UPDATE approval_offers SET made_at = now() - interval '2 minutes', expires_at = now() - interval '1 second' WHERE offer = $1",
      [offer],
    );
    expect(await idsOf(approving)).toEqual([]);
    expect(await codeOf(answersAt(approving, offer))).toBe('ledger.denied');
  });

  it('cannot be made for another site, in another’s name, for longer than an hour, or be changed by another', async () => {
    const offer = await asking.approvals.offer(anOffer({ enrollment: 'mine' }), 60);
    const add = (name: string, site: string, time: string): Promise<string> =>
      codeOf(
        asking.connection.use((client) =>
          client.query(
            `INSERT INTO approval_offers (offer, station, site, jws, expires_at)
             VALUES (encode(sha256('${name}${site}'::bytea), 'hex'), '${name}', '${site}', '${name}${site}', now() + interval '${time}')`,
          ),
        ),
      );
    expect(await add('desk-asks', 'Hill', '1 minute')).toBe('ledger.denied');
    expect(await add('desk-other', 'Valley', '1 minute')).toBe('ledger.denied');
    expect(await add('desk-asks', 'Harbour', '2 hours')).toBe('ledger.refused approval_offers_time');
    const close = approving.connection.use((client) =>
      client.query('UPDATE approval_offers SET closed_at = now() WHERE offer = $1', [offer]),
    );
    expect((await close).rowCount).toBe(0);
    expect(
      await codeOf(
        asking.connection.use((client) => client.query("UPDATE approval_offers SET jws = 'another'")),
      ),
    ).toBe('ledger.denied');
    expect(
      await codeOf(
        other.connection.use((client) =>
          client.query(
            "INSERT INTO approval_sites (station, site, allowed_by) VALUES ('desk-other', 'Harbour', 'x')",
          ),
        ),
      ),
    ).toBe('ledger.denied');
    await asking.approvals.close(offer);
  });

  it('that its station did not sign as its own is shown to nobody', async () => {
    const claim = { ...anOffer(), v: 1 };
    for (const jws of [
      signedOf('tapdesk-approval-offer+jws', { ...claim, station: 'desk-asks' }, other.signer),
      signedOf('tapdesk-approval-offer+jws', { ...claim, station: 'desk-other' }, asking.signer),
    ]) {
      await fleet.admin.query(
        `INSERT INTO approval_offers (offer, station, site, jws, expires_at)
         VALUES (encode(sha256(convert_to($1, 'UTF8')), 'hex'), 'desk-asks', 'Harbour', $1, now() + interval '1 minute')`,
        [jws],
      );
    }
    expect(await idsOf(approving)).toEqual([]);
  });
});

describe('an answer', () => {
  it('goes back to the desk that asked, signed by the desk at which it was given', async () => {
    const offer = await asking.approvals.offer(anOffer({ enrollment: 'answered' }), 60);
    const { digest, jws } = await answersAt(approving, offer);
    expect(await asking.approvals.answers(offer)).toEqual([
      {
        ...{ digest, jws, station: 'desk-approves' },
        judged: {
          claim: { ...anAnswer({ offer }), v: 1, station: 'desk-approves' },
        },
      },
    ]);
    expect(await other.approvals.answers(offer)).toEqual([]);
    await asking.approvals.close(offer);
    expect(await codeOf(answersAt(approving, offer, 'no'))).toBe('ledger.denied');
  });

  it('is not taken from a desk that may not read the request, nor from the desk that asked', async () => {
    const offer = await asking.approvals.offer(anOffer({ enrollment: 'not-theirs' }), 60);
    expect(await codeOf(answersAt(other, offer))).toBe('ledger.denied');
    expect(await codeOf(answersAt(asking, offer))).toBe('ledger.denied');
    const asAnother = createApprovalTable(approving.connection, 'desk-other');
    const signed = approving.approvals.sign(anAnswer({ offer }));
    expect(await codeOf(asAnother.answer({ ...signed, station: 'desk-other' }))).toBe('ledger.denied');
  });

  it('does not count when the ledger’s owner wrote it without a station’s key', async () => {
    const offer = await asking.approvals.offer(anOffer({ enrollment: 'forged' }), 60);
    const own = createTestSigner();
    const claim = { ...anAnswer({ offer }), v: 1, station: 'desk-approves' };
    // With a key of the owner's own, which the owner admits as that station's.
    await fleet.admin.query(
      "INSERT INTO station_keys (station, kid, x, admitted_by) VALUES ('desk-approves', $1, $2, 'x')",
      [own.kid, own.publicJwk.x],
    );
    await forge(offer, 'desk-approves', signedOf('tapdesk-approval-answer+jws', claim, own));
    // With the name of the right key over another one.
    const renamed = { ...own, kid: approving.signer.kid };
    await forge(offer, 'desk-approves', signedOf('tapdesk-approval-answer+jws', claim, renamed));
    await forge(offer, 'desk-approves', 'nothing');
    // A checkpoint, or an offer, is no answer, whoever signed it.
    await forge(offer, 'desk-approves', signedOf('tapdesk-checkpoint+jws', claim, approving.signer));
    expect(judgedOf(await asking.approvals.answers(offer)).toSorted()).toEqual([
      'badly-signed',
      'badly-signed',
      'malformed',
      'malformed',
    ]);
    // Even with the right thumbprint beside the owner's key.
    await fleet.admin.query("UPDATE station_keys SET x = $1 WHERE station = 'desk-approves' AND kid = $2", [
      own.publicJwk.x,
      approving.signer.kid,
    ]);
    expect(judgedOf(await asking.approvals.answers(offer))).toEqual(Array(4).fill('not-admitted'));
    await fleet.admin.query("UPDATE station_keys SET x = $1 WHERE station = 'desk-approves' AND kid = $2", [
      approving.signer.publicJwk.x,
      approving.signer.kid,
    ]);
  });

  it('does not count when it was put there by another station, or is to something else', async () => {
    await allowApprovals(fleet.admin, {
      station: 'desk-other',
      sites: ['Harbour'],
      by: 'admin',
    });
    const offer = await asking.approvals.offer(anOffer({ enrollment: 'copied' }), 60);
    const earlier = await asking.approvals.offer(anOffer({ enrollment: 'earlier' }), 60);
    const { jws } = await answersAt(approving, earlier);
    const { jws: own } = approving.approvals.sign(anAnswer({ offer }));
    await forge(offer, 'desk-approves', jws);
    await forge(offer, 'desk-other', own);
    expect(judgedOf(await asking.approvals.answers(offer)).toSorted()).toEqual([
      'badly-signed',
      'to-another-offer',
    ]);
    // The same key at two desks would not help either.
    const copy = createApprovals({
      table: createApprovalTable(asking.connection, 'desk-asks'),
      station: 'desk-asks',
      signer: () => asking.signer,
      trusted: { 'desk-other': approving.signer.kid },
    });
    await fleet.admin.query(
      "INSERT INTO station_keys (station, kid, x, admitted_by) VALUES ('desk-other', $1, $2, 'x')",
      [approving.signer.kid, approving.signer.publicJwk.x],
    );
    expect(judgedOf(await copy.answers(offer)).toSorted()).toEqual(['not-trusted', 'of-another-station']);
  });

  it('does not count when the configuration does not name its station, or the ledger does not admit it any more', async () => {
    const offer = await asking.approvals.offer(anOffer({ enrollment: 'revoked' }), 60);
    await answersAt(approving, offer);
    const alone = createApprovals({
      table: createApprovalTable(asking.connection, 'desk-asks'),
      station: 'desk-asks',
      signer: () => asking.signer,
      trusted: {},
    });
    expect(judgedOf(await alone.answers(offer))).toEqual(['not-trusted']);
    expect(judgedOf(await asking.approvals.answers(offer))).toEqual(['yes']);
    await revoke(fleet.admin, { station: 'desk-approves', by: 'supervisor' });
    expect(judgedOf(await asking.approvals.answers(offer))).toEqual(['not-admitted']);
  });
});

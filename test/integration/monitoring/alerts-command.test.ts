import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openOutbox } from '../../../src/main/alerts/index.ts';
import { openJournal } from '../../../src/main/journal/index.ts';
import { alertLike } from '../../support/alerts.ts';
import { tapdesk } from '../../support/cli.ts';
import { httpsReceiver, newTls } from '../../support/receivers.ts';
import { writeJournal } from '../../support/written-journal.ts';

describe('tapdesk alerts', () => {
  it('finds nothing in a tenant where nothing happened', async () => {
    const { code, out, error } = await tapdesk('--simulated', 'alerts', '--json');
    const answer: unknown = JSON.parse(out);
    expect({ code, error, answer }).toEqual({ code: 0, error: '', answer: { found: 0, findings: [] } });
  });

  it('concludes nothing from a journal that does not verify', async () => {
    const journal = writeJournal();
    try {
      const connection = new Database(journal.file);
      connection.exec('DROP TRIGGER entries_never_change');
      connection.exec("UPDATE entries SET hash = substr(hash, 2) || 'f' WHERE seq = 3");
      connection.close();
      const { code, out, error } = await tapdesk('--simulated', 'alerts', journal.file);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(error).toContain('does not verify');
    } finally {
      journal.remove();
    }
  });

  it('does not run for days that no tenant keeps, or a file that is not there', async () => {
    expect(await tapdesk('--simulated', 'alerts', '--days', '31')).toMatchObject({ code: 2, out: '' });
    expect(await tapdesk('--simulated', 'alerts', '--days', 'week')).toMatchObject({ code: 2, out: '' });
    expect(await tapdesk('--simulated', 'alerts', 'no-such-journal.sqlite')).toMatchObject({
      code: 2,
      out: '',
    });
  });

  it('does not take any other file for a journal', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-alerts-'));
    try {
      const file = path.join(folder, 'not-a-journal');
      await writeFile(file, 'nothing');
      const { code, error } = await tapdesk('--simulated', 'alerts', file);
      expect(code).toBe(2);
      expect(error).not.toBe('');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('alerts that wait in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-alerts-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const THREE_HOURS = 3 * 3_600_000;

  /** A desk that wrote of a pass three hours ago. */
  const journalOfPass = (): string => {
    const file = path.join(folder, 'journal.sqlite');
    const journal = openJournal({
      file,
      station: 'desk-1',
      clock: { now: () => Date.now() - THREE_HOURS, monotonicMs: () => 1 },
      randomBytes: (count) => randomBytes(count),
    });
    const about = { enrollment: 'e-1', actor: 'operator-1', subject: 'person-1' };
    const effect = { effect: 'x-1', passId: 'pass-1', at: Date.now() - THREE_HOURS };
    journal.append({ type: 'enrollment.begun', step: null, ...about, data: {} });
    journal.append({ type: 'effect.intent', step: 'issue', ...about, data: effect });
    journal.append({ type: 'effect.outcome', step: 'issue', ...about, data: { ...effect, result: 'ok' } });
    journal.close();
    return file;
  };

  const listed = z.object({
    standing: z.number(),
    alerts: z.array(z.object({ alert: z.object({ id: z.string(), rule: z.string() }) })),
  });
  const list = async (...more: readonly string[]) => {
    const { code, out } = await tapdesk('alerts', 'list', '--dir', folder, '--json', ...more);
    return { code, ...listed.parse(JSON.parse(out)) };
  };

  it('are found once, stand until a supervisor has said why they may rest, and are then kept', async () => {
    const looks = ['--simulated', 'alerts', journalOfPass(), '--dir', folder, '--json'];
    const fresh = z.object({ fresh: z.array(z.string()) });
    const [first, again] = [await tapdesk(...looks), await tapdesk(...looks)];
    const found = await list();
    const rules = found.alerts.map(({ alert }) => alert.rule);
    expect(rules.sort()).toEqual(['log-silent', 'not-used', 'wrong-class']);
    expect(fresh.parse(JSON.parse(first.out)).fresh).toHaveLength(rules.length);
    expect({ code: again.code, ...fresh.parse(JSON.parse(again.out)) }).toEqual({ code: 1, fresh: [] });
    const id = found.alerts.find(({ alert }) => alert.rule === 'log-silent')?.alert.id ?? '';
    const acknowledge = [
      '--simulated',
      'alerts',
      'acknowledge',
      id,
      '--reason',
      'put-right',
      '--dir',
      folder,
    ];
    expect(await tapdesk(...acknowledge)).toEqual({ code: 0, out: `${id} is acknowledged\n`, error: '' });
    expect((await tapdesk(...acknowledge)).code).toBe(1);
    expect((await list()).standing).toBe(rules.length - 1);
    expect((await list('--all')).alerts).toHaveLength(rules.length);
  });

  it('are sent once the receiver is there, and say until then what is wrong', async () => {
    const tls = await newTls();
    const files = { secret: path.join(folder, 'secret'), ca: path.join(folder, 'ca.pem') };
    await writeFile(files.secret, `whsec_${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    await writeFile(files.ca, tls.ca);
    const gone = await httpsReceiver(tls);
    await gone.close();
    const example = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(await readFile('docs/example-config.json', 'utf8')));
    const config = path.join(folder, 'config.json');
    const webhook = { url: `${gone.url}/alerts`, secretFile: files.secret, caFile: files.ca };
    await writeFile(config, JSON.stringify({ ...example, alerts: { systemLog: false, webhook } }));
    const outbox = openOutbox(path.join(folder, 'alerts.sqlite'));
    outbox.raise([alertLike()], ['webhook'], Date.now());
    const deliver = () => tapdesk('--config', config, 'alerts', 'deliver', '--dir', folder);
    expect(await deliver()).toMatchObject({
      code: 1,
      out: 'webhook: 0 delivered, then unreachable; it is tried again\n',
    });
    // Half a minute later.
    outbox.failed(alertLike().id, 'webhook', { error: 'unreachable', due: 0 });
    outbox.close();
    const there = await httpsReceiver(tls, gone.port);
    try {
      expect(await deliver()).toEqual({ code: 0, out: 'webhook: 1 delivered\n', error: '' });
      expect(await deliver()).toEqual({ code: 0, out: 'webhook: 0 delivered\n', error: '' });
      expect(there.received.map(({ headers }) => headers['webhook-id'])).toEqual([alertLike().id]);
    } finally {
      await there.close();
    }
  });

  it.each([
    [['acknowledge', 'x', '--reason', 'bored'], '--reason is one of explained'],
    [['acknowledge', '--reason', 'explained'], 'one ID is needed'],
    [['acknowledge', 'x', '--reason', 'explained'], 'holds no alerts'],
    [['list'], 'holds no alerts'],
    [['deliver'], '--config FILE'],
  ])('are asked for in the right words: %j', async (words, sentence) => {
    const { code, out, error } = await tapdesk('alerts', ...words, '--dir', folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(sentence);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/main/cli/index.ts';
import { readConfig } from '../../../src/main/config/index.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-setup-'));
  out = path.join(folder, 'site.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const tenantId = '7f1c6b1e-9d3a-4c55-8f27-0c2e5a9b1d44';
const clientId = '2b0d9a6c-53c1-4d0e-a3a4-6f7b8c9d0e1f';

/** Everything that has to be said, by option. */
const said = [
  ...['--station-id', 'desk-7', '--station-name', 'Desk 7', '--site', 'Example', '--help-contact', 'x1000'],
  ...['--tenant-id', tenantId, '--client-id', clientId],
];
const written = {
  station: { id: 'desk-7', name: 'Desk 7', site: 'Example', helpContact: 'x1000', language: 'en' },
  tenant: { cloud: 'global', tenantId, clientId },
};

interface Call {
  /** What the person at the terminal answers, one after the other; nobody is there when left out. */
  readonly answers?: readonly string[];
  readonly before?: readonly string[];
}

const setup = async (words: readonly string[], { answers, before = [] }: Call = {}) => {
  let [said_, error] = ['', ''];
  const questions: string[] = [];
  const left = [...(answers ?? [])];
  const code = await runCli([...before, 'setup', '--out', out, '--no-doctor', ...words], {
    out: (text) => (said_ += text),
    error: (text) => (error += text),
    simulatorProgram: null,
    installedConfigFiles: [],
    ask: (question) => {
      questions.push(question);
      return Promise.resolve(answers === undefined ? null : (left.shift() ?? null));
    },
    clock: { now: () => 0, monotonicMs: () => 0 },
  });
  return { code, out: said_, error, questions };
};

const inFile = (): unknown => JSON.parse(readFileSync(out, 'utf8'));

describe('tapdesk setup', () => {
  it('writes a configuration that the desk accepts, and says what to ask the administrator for', async () => {
    const answer = await setup(said);
    expect([answer.code, answer.error]).toEqual([0, '']);
    expect(inFile()).toEqual(written);
    expect(readConfig(out).station.id).toBe('desk-7');
    expect(answer.out).toContain(`An app registration ${clientId}`);
    expect(answer.out).toContain('UserAuthMethod-TAP.ReadWrite.All');
    expect(answer.out).toContain('TAP-Onboarding-Users');
    expect(answer.out).toContain('policy.station.deviceId: No device id is set');
  });

  it('asks a person for what no option says, and again where an answer does not fit', async () => {
    const answers = ['Desk 7', 'desk-7', 'Desk 7', 'Example', 'x1000', '', '', tenantId, clientId, '', ''];
    const answer = await setup([], { answers });
    expect([answer.code, answer.error]).toEqual([0, '']);
    expect(inFile()).toEqual(written);
    expect(answer.questions).toHaveLength(11);
    expect(answer.questions[1]).toContain('small letters, digits and hyphens');
  });

  it('says which options are missing where nobody can be asked, and writes nothing', async () => {
    const answer = await setup(said.slice(0, 8));
    expect(answer.code).toBe(2);
    expect(answer.error).toContain('Say --tenant-id, --client-id');
    expect(existsSync(out)).toBe(false);
  });

  it('refuses an option that does not fit, with the reason, and writes nothing', async () => {
    const answer = await setup([...said, '--client-id', 'the desk']);
    expect(answer.code).toBe(2);
    expect(answer.error).toContain('--client-id: tenant.clientId: Invalid GUID');
    expect(existsSync(out)).toBe(false);
  });

  it.each([[undefined], [['']], [['no']]])(
    'replaces no file that is there without a yes (%j)',
    async (answers) => {
      writeFileSync(out, '{}');
      const answer = await setup(said, answers === undefined ? {} : { answers });
      expect(answer.code).toBe(2);
      expect(answer.error).toContain('nothing was changed');
      expect(inFile()).toEqual({});
    },
  );

  it('keeps the old file beside the new one', async () => {
    writeFileSync(out, '{"old":true}');
    expect((await setup(said, { answers: ['yes'] })).code).toBe(0);
    expect((await setup([...said, '--overwrite'])).code).toBe(0);
    expect(inFile()).toEqual(written);
    expect(readFileSync(`${out}.before`, 'utf8')).toContain('desk-7');
  });

  it("does not ask for what the machine's file says, and cannot weaken what it locks", async () => {
    const machine = path.join(folder, 'config.json');
    const tenant = { cloud: 'global', tenantId, clientId };
    writeFileSync(machine, JSON.stringify({ tenant, locked: ['tenant'] }));
    const before = ['--config', machine];
    expect((await setup(said.slice(0, 8), { before })).code).toBe(0);
    expect(inFile()).toEqual({ station: written.station });
    const weaker = await setup([...said.slice(0, 8), '--overwrite', '--tenant-id', clientId], { before });
    expect(weaker.code).toBe(2);
    expect(weaker.error).toContain('locks this');
    expect(inFile()).toEqual({ station: written.station });
  });

  it('tells the same as one document of JSON', async () => {
    const answer = await setup([...said, '--json']);
    const told: unknown = JSON.parse(answer.out);
    expect(told).toMatchObject({ file: out, weaker: expect.any(Array) as unknown });
    expect(answer.out).toContain(clientId);
  });

  it('says what to do where it may not write', async () => {
    out = path.join(folder, 'none', 'site.json');
    const answer = await setup(said);
    expect(answer.code).toBe(2);
    expect(answer.error).toContain('cannot be written by this account. Say --out FILE');
  });
});

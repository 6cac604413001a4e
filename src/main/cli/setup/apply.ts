import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { openJournal, type Journal } from '../../journal/index.ts';
import { applyPlan, takeBack, type Applied, type Applying, type RolloutPhase } from '../../posture/index.ts';
import { FINE, FOUND, type Command, type Invocation } from '../command.ts';
import { readingAs } from '../posture/read-posture.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';
import { createAdministrators } from './administrators.ts';
import { graphOf } from '../tenant/graph-of.ts';
import { createPlanning, phaseOf } from './planning.ts';
import { isDone, planText } from './print.ts';
import { createUndoKeeper, readUndo } from './undo-keeper.ts';
import { wordsOf } from '../words.ts';

interface Asked {
  readonly phase: RolloutPhase | null;
  readonly yes: boolean;
  /** Ids of changes that can do harm and that the caller has agreed to. */
  readonly agreed: readonly string[];
  readonly undo: string | null;
  readonly folder: string | null;
}

const askedIn = (args: readonly string[]): Asked => {
  const words = wordsOf(args, {
    phase: { type: 'string' },
    yes: { type: 'boolean' },
    'yes-lockout': { type: 'string', multiple: true },
    undo: { type: 'string' },
    dir: { type: 'string' },
    json: { type: 'boolean' },
  });
  return {
    phase: phaseOf(words.phase),
    yes: words.yes === true,
    agreed: words['yes-lockout'] ?? [],
    undo: words.undo ?? null,
    folder: words.dir ?? null,
  };
};

const folderOf = ({ folder }: Asked, { config }: OpenTenant): string => {
  const chosen = folder ?? config.dataFolder;
  if (chosen === null) throw new UsageError('say where journal and undo file go: --dir DIR, or dataFolder');
  mkdirSync(chosen, { recursive: true, mode: 0o700 });
  return chosen;
};

/** Nobody at the terminal is a no. */
const question = async (text: string, error: (text: string) => void): Promise<boolean> => {
  if (!process.stdin.isTTY) {
    error(`${text}: nobody is at the terminal to agree.\n`);
    return false;
  }
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await line.question(`${text}\nType yes to do it: `)).trim() === 'yes';
  } finally {
    line.close();
  }
};

const agreesBy =
  ({ agreed }: Asked, error: (text: string) => void): Applying['agrees'] =>
  ({ id, what, risk }) =>
    agreed.includes(id)
      ? Promise.resolve(true)
      : question(
          `${what} (${id}: ${risk === 'can-lock-out' ? 'can lock people out' : 'lowers protection'})`,
          error,
        );

/** The rest of the plan is asked for once, unless `--yes` was given. */
const mayBegin = async (asked: Asked, text: string, error: (text: string) => void): Promise<boolean> => {
  if (asked.yes) return true;
  error(text);
  return question('Make the changes that can do no harm, and ask again before each other', error);
};

interface Run {
  readonly asked: Asked;
  readonly tenant: OpenTenant;
  readonly journal: Journal;
  readonly folder: string;
  readonly invocation: Invocation;
}

const partsOf = ({ asked, tenant, journal, invocation }: Run) => {
  const { error } = invocation.output;
  const tell = (text: string): void => error(`${text}\n`);
  return {
    tell,
    signIn: createAdministrators(tenant, tell),
    agrees: agreesBy(asked, error),
    journal,
    newId: randomUUID,
  };
};

const applying = async (run: Run): Promise<{ readonly applied: Applied; readonly undo: string | null }> => {
  const { asked, tenant, folder, invocation } = run;
  const graph = graphOf(tenant, tenant.session);
  const plan = createPlanning({ config: tenant.config, graph, phase: asked.phase });
  const first = (await plan()).plan;
  const begin = first.changes.length > 0 && (await mayBegin(asked, planText(first), invocation.output.error));
  if (!begin) return { applied: { made: [], held: {}, left: first }, undo: null };
  const file = path.join(
    folder,
    `tenant-undo-${new Date(invocation.now()).toISOString().replaceAll(':', '')}.json`,
  );
  const keeper = createUndoKeeper(file, tenant.config.tenant.tenantId);
  invocation.output.error(`How to take it back is kept in ${file}\n`);
  const applied = await applyPlan({
    ...partsOf(run),
    plan,
    keepUndo: keeper.keep,
    emergencyIds: tenant.config.policy.emergencyAccessIds,
    sleep: (ms) => graph.sleep(ms),
  });
  return { applied, undo: keeper.isKept() ? file : null };
};

const heldText = (held: Applied['held']): string =>
  Object.entries(held)
    .map(([id, why]) => `! ${id}: ${why}\n`)
    .join('');

const applyAll = async (run: Run) => {
  const { applied, undo } = await applying(run);
  const { out } = run.invocation.output;
  if (run.invocation.json) out(`${JSON.stringify({ ...applied, undo }, null, 2)}\n`);
  else {
    out(`${applied.made.map((id) => `made ${id}\n`).join('')}${heldText(applied.held)}`);
    out(planText(applied.left));
    if (undo !== null) out(`To take it back: tapdesk tenant apply --undo ${undo}\n`);
  }
  return isDone(applied.left) ? FINE : FOUND;
};

const undoAll = async (run: Run, file: string) => {
  const { steps } = readUndo(file, run.tenant.config.tenant.tenantId);
  const { out, error } = run.invocation.output;
  const text = steps.map(({ id, what }) => `* ${what}\n    ${id}\n`).join('');
  if (!(await mayBegin(run.asked, text, error))) return FOUND;
  const undone = await takeBack(steps, partsOf(run));
  out(
    run.invocation.json
      ? `${JSON.stringify({ undone }, null, 2)}\n`
      : undone.map((id) => `undone ${id}\n`).join(''),
  );
  return FINE;
};

/** `tapdesk tenant apply`: makes the tenant as the site wants it, under administrators' own sign-ins. */
export const tenantApply: Command = {
  name: 'tenant apply',
  usage:
    '[--phase report-only|pilot|everyone] [--dir DIR] [--yes] [--yes-lockout ID]... [--undo FILE] [--json]\n' +
    'Makes what tenant plan says, each change as an administrator with the role it takes, and asks before.\n' +
    '--yes agrees to changes that can do no harm; --yes-lockout to one that can, by its id.\n' +
    'Journal and undo file go to DIR. Exit status 0: the tenant is as wanted. 1: something is left.',
  run: async (invocation) => {
    const asked = askedIn(invocation.args);
    const tenant = await invocation.openTenant(readingAs);
    const folder = folderOf(asked, tenant);
    const journal = openJournal({
      file: path.join(folder, 'tenant-changes.sqlite'),
      station: tenant.config.station.id,
      clock: { now: invocation.now, monotonicMs: () => performance.now() },
      randomBytes: (count) => randomBytes(count),
    });
    try {
      const run: Run = { asked, tenant, journal, folder, invocation };
      return asked.undo === null ? await applyAll(run) : await undoAll(run, asked.undo);
    } finally {
      journal.close();
    }
  },
};

import {
  DirectoryError,
  type ChangeTenant,
  type TenantReading,
  type TenantRequest,
} from '../../directory/index.ts';
import type { Journal } from '../../journal/index.ts';
import { unprovenFor } from './break-glass.ts';
import type { Change, ChangeNeeds, Plan } from './change.ts';
import type { UndoStep } from './undo-file.ts';

/** A plan with the reading it follows from. */
export interface Planned {
  readonly plan: Plan;
  readonly tenant: TenantReading;
}

/** Somebody who signed in with what a change needs. */
export interface Administrator {
  /** Object id: stands in the journal. */
  readonly id: string;
  readonly change: ChangeTenant;
}

/** What making changes needs. */
export interface Applying {
  /** Reads the tenant whole and plans anew. */
  readonly plan: () => Promise<Planned>;
  readonly signIn: (needs: ChangeNeeds) => Promise<Administrator>;
  /** Asked before each change that can do harm. */
  readonly agrees: (asked: Pick<Change, 'id' | 'what' | 'risk'>) => Promise<boolean>;
  readonly journal: Pick<Journal, 'append'>;
  /** Keeps how to take a change back; on disk when it returns. */
  readonly keepUndo: (step: UndoStep) => void;
  readonly emergencyIds: readonly string[];
  readonly newId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly tell: (text: string) => void;
}

/** What came of it. */
export interface Applied {
  /** Ids of the changes that were made. */
  readonly made: readonly string[];
  /** Changes that were not agreed to, or not proven to be safe, and why. */
  readonly held: Readonly<Record<string, string>>;
  /** What is left to do, as the tenant stands now. */
  readonly left: Plan;
}

/** A change did not come about; what was made before it stays, and the next run goes on there. */
export class ApplyError extends Error {
  readonly changeId: string;

  constructor(changeId: string, message: string, cause?: unknown) {
    super(`${changeId}: ${message}`, { cause });
    this.name = 'ApplyError';
    this.changeId = changeId;
  }
}

/** Graph shows a change some seconds late. Source: facts about Graph, eventual consistency. */
const looks = 20;
const lookEveryMs = 3_000;

const explain = (error: DirectoryError, { role, permissions }: ChangeNeeds): string => {
  const status = error.status === null ? '' : ` (${error.status})`;
  if (error.code === 'tenant.forbidden')
    return `refused${status}: it takes the role ${role}, active now, and ${permissions.join(', ')}`;
  if (error.code === 'tenant.throttled')
    return `the tenant takes no more requests now${status}; run the command again in some minutes`;
  return `${error.code}${status}; what came of it is ${error.outcome === 'none' ? 'nothing' : 'unknown: run plan'}`;
};

interface Effect {
  readonly id: string;
  readonly needs: ChangeNeeds;
  readonly request: TenantRequest;
}

/** Journals the intent, sends, journals the outcome. @throws ApplyError */
export const perform = async (
  { id, needs, request }: Effect,
  by: Administrator,
  { journal, newId }: Pick<Applying, 'journal' | 'newId'>,
): Promise<string | null> => {
  const correlationId = newId();
  const about = { enrollment: null, step: 'tenant-change', actor: by.id, subject: null };
  const data = { change: id, correlationId, method: request.method, path: request.path };
  const body = JSON.stringify(request.body);
  journal.append({ ...about, type: 'effect.intent', data: { ...data, body } });
  try {
    const made = await by.change(request, { correlationId });
    journal.append({ ...about, type: 'effect.outcome', data: { ...data, result: 'done', made } });
    return made;
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    const result = error.outcome === 'none' ? 'nothing' : 'unknown';
    journal.append({ ...about, type: 'effect.outcome', data: { ...data, result, code: error.code } });
    throw new ApplyError(id, explain(error, needs), error);
  }
};

const undoOf = ({ id, needs, request, undo }: Change, made: string | null): UndoStep | null => {
  const { what, risk } = undo;
  if (undo.request === null) return null;
  const kept = { id, what, risk, needs: { role: needs.role, permissions: [...needs.permissions] } };
  if (undo.request !== 'created') return { ...kept, request: { ...undo.request, body: undo.request.body } };
  return made === null
    ? null
    : { ...kept, request: { method: 'DELETE', path: `${request.path}/${made}`, body: null } };
};

const make = async (change: Change, applying: Applying): Promise<void> => {
  const by = await applying.signIn(change.needs);
  // Kept before where it is known before: a stop in between must not lose it.
  const before = undoOf(change, null);
  if (before !== null) applying.keepUndo(before);
  const made = await perform(change, by, applying);
  const after = before === null ? undoOf(change, made) : null;
  if (after !== null) applying.keepUndo(after);
};

/** A part that could be read before and cannot be now says nothing of a change. */
const hidesSomething = (now: Plan, before: Plan): boolean =>
  now.obstacles.some(({ what, need }) => need !== null && !before.obstacles.some((one) => one.what === what));

/** Reads until the tenant shows the change, so that it is never made twice. */
const seen = async (change: Change, before: Plan, applying: Applying): Promise<Planned> => {
  for (let look = 0; look < looks; look += 1) {
    const planned = await applying.plan();
    const still = planned.plan.changes.some(({ id }) => id === change.id);
    if (!still && !hidesSomething(planned.plan, before)) return planned;
    await applying.sleep(lookEveryMs);
  }
  throw new ApplyError(
    change.id,
    'it was made, but the tenant does not show it yet; run plan in some minutes',
  );
};

const sameChange = (one: Change, { plan }: Planned): boolean =>
  plan.changes.some((other) => JSON.stringify(other) === JSON.stringify(one));

/** Why a change that can do harm is not made now; null when it may be. */
const heldBack = async (change: Change, planned: Planned, applying: Applying): Promise<string | null> => {
  if (change.risk === 'can-lock-out') {
    const unproven = unprovenFor(change, planned.tenant, applying.emergencyIds);
    if (unproven.length > 0) return unproven.join('; ');
  }
  return (await applying.agrees(change)) ? null : 'not agreed to';
};

/**
 * Makes the changes of a plan one by one. Each is planned from a reading made after the change before, and one that a
 * person was asked about is planned again after the answer, so a run that was stopped anywhere can be run again.
 *
 * @throws ApplyError, JournalError; and what reading and signing in throw
 */
export const applyPlan = async (applying: Applying): Promise<Applied> => {
  const made: string[] = [];
  const held: Record<string, string> = {};
  let planned = await applying.plan();
  for (;;) {
    const change = planned.plan.changes.find(({ id, ready }) => ready && held[id] === undefined);
    if (change === undefined) return { made, held, left: planned.plan };
    applying.tell(change.what);
    if (change.risk !== 'none') {
      const why = await heldBack(change, planned, applying);
      if (why !== null) {
        held[change.id] = why;
        continue;
      }
      const again = await applying.plan();
      const still = sameChange(change, again) && isProven(change, again, applying);
      planned = again;
      if (!still) continue;
    }
    await make(change, applying);
    made.push(change.id);
    planned = await seen(change, planned.plan, applying);
  }
};

const isProven = (change: Change, { tenant }: Planned, { emergencyIds }: Applying): boolean =>
  change.risk !== 'can-lock-out' || unprovenFor(change, tenant, emergencyIds).length === 0;

/**
 * Takes back what a run changed, the last first. What is gone already is as good as taken back.
 *
 * @returns ids of the changes that were taken back
 * @throws ApplyError, JournalError
 */
export const takeBack = async (
  steps: readonly UndoStep[],
  applying: Pick<Applying, 'signIn' | 'agrees' | 'journal' | 'newId' | 'tell'>,
): Promise<readonly string[]> => {
  const done: string[] = [];
  for (const step of steps.toReversed()) {
    applying.tell(step.what);
    if (step.risk !== 'none' && !(await applying.agrees(step)))
      throw new ApplyError(step.id, 'not agreed to; the steps before it in the file are as they were');
    try {
      await perform(step, await applying.signIn(step.needs), applying);
    } catch (error) {
      const cause = error instanceof ApplyError ? error.cause : null;
      const gone =
        step.request.method === 'DELETE' && cause instanceof DirectoryError && cause.status === 404;
      if (!gone) throw error;
    }
    done.push(step.id);
  }
  return done;
};

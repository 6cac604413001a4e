import type { ProblemCode, Secret } from '../../shared/index.ts';
import {
  DirectoryError,
  type CallTrace,
  type FactsAsk,
  type IssuedPass,
  type Person,
  type PersonFacts,
} from '../directory/index.ts';
import { policyGroupIds } from '../policy/index.ts';
import { stopsFor } from './card.ts';
import { decideOn, reported, type Context, type FactsOfFleet } from './context.ts';
import { cleanupOf, textOf, type EffectRecord } from './effects.ts';
import { auditSince } from './history.ts';
import { performPatiently } from './patience.ts';
import { lookClosely, removeForeign, watch } from './registering.ts';
import { watchPassword } from './password.ts';
import { leaseAsked, leaseStands, passesElsewhere } from './lease.ts';
import { codeOf, probe, settle, troubleOf } from './perform.ts';
import type { Trouble } from './port.ts';
import type { EffectPorts } from './ports.ts';
import type { Quota } from './quota.ts';
import { provisionKey } from './provision-key.ts';
import type { Command, MachineEvent } from './states.ts';
import { admit, issue, removeLost, removeStolen, revokeSessions, type Effect } from './steps/index.ts';
import { lastFailure, repeatAll, settleAll, undoAll, undoTogether } from './undo.ts';
import { isAnothers, listed, seeUsable } from './usable.ts';

/** What the running enrollment remembers besides the chart: above all the pass, which is nowhere else. */
export interface Memory {
  /** Its text becomes null as soon as the pass is of no more use. */
  pass: { readonly id: string; readonly text: Secret | null; readonly createdAt: string | null } | null;
  directMember: boolean;
  /** How often the methods may be read. */
  readonly quota: Quota;
}

/** One piece of work while it runs. */
export interface Running {
  /** Aborted when the place was left: what the work then still says is not heard. */
  readonly signal: AbortSignal;
  /** Tells something without ending the work. */
  readonly tell: (event: MachineEvent) => void;
}

/** Does what a command asks and answers with what came of it; null when there is nothing to say. */
export type Work = (running: Running) => Promise<MachineEvent | null>;

export interface Parts {
  readonly ports: EffectPorts;
  readonly memory: Memory;
  readonly context: () => Context;
}

export const giveUp = (why: ProblemCode, trouble: Trouble | null = null): MachineEvent => ({
  type: 'give-up',
  why,
  trouble: trouble === null ? null : { ...trouble, code: why },
});

const factsFailed = (error: unknown): MachineEvent => ({
  type: 'facts-failed',
  code: codeOf(error),
  trouble: troubleOf(error),
});

/** The group that the decision names: the path can differ from one look at the facts to the next. */
const groupIdOf = (context: Context, facts: PersonFacts | null = context.facts): string =>
  decideOn(context, facts)?.groupId ?? '';

/** What stands behind the last @: guests' names have one before. */
const domainOf = ({ userPrincipalName }: Person): Pick<FactsAsk, 'domain'> => {
  const domain = userPrincipalName.split('@').at(-1) ?? '';
  return domain === '' || domain === userPrincipalName ? {} : { domain };
};

const read = async ({ ports, context }: Parts, signal: AbortSignal): Promise<FactsOfFleet> => {
  const { groups, policy, operator, startedAt, person } = context();
  const ask: FactsAsk = {
    // The policy's groups as well: one that the tenant does not have says nothing about who is in it.
    groupIds: [...new Set([...Object.values(groups), ...policyGroupIds(policy)])],
    stationDeviceId: policy.station.deviceId,
    auditSince: policy.repeats.tenantAudit ? auditSince(policy, startedAt) : null,
    operatorId: operator.id,
    ...domainOf(person),
  };
  const [facts, elsewhere] = await Promise.all([
    ports.directory.readFacts(ports.personId, ask, { correlationId: ports.newId(), signal }),
    passesElsewhere(ports, signal),
  ]);
  return { ...facts, passesElsewhere: elsewhere };
};

const readFacts =
  (parts: Parts): Work =>
  async ({ signal }) => {
    if (parts.context().facts !== null) return null;
    try {
      return { type: 'facts-read', facts: await read(parts, signal) };
    } catch (error) {
      return factsFailed(error);
    }
  };

/**
 * A role that ended takes the right to read methods with it, so that everything fails at once. Who asks for the roles
 * alone can say why. Facts of before only ever refuse here: what could not be read again allows nothing.
 */
const refusedByRoles = async (parts: Parts, signal: AbortSignal): Promise<MachineEvent | null> => {
  const { ports, context } = parts;
  const { facts } = context();
  if (facts === null) return null;
  try {
    const { value, trace } = await ports.directory.readOperator({ correlationId: ports.newId(), signal });
    const now = { ...facts, operatorRoles: value.roles, readAt: trace.serverTime ?? facts.readAt };
    return decideOn(context(), now)?.verdict === 'refuse' ? { type: 'facts-read', facts: now } : null;
  } catch (error) {
    if (error instanceof DirectoryError) return null;
    throw error;
  }
};

/** Why the badge itself stands against the pass now; null when it does not. */
const badgeStands = ({ ports, context }: Parts): MachineEvent | null => {
  const why = ports.cardIsThere() ? null : stopsFor('removed', 'checking-again', context());
  return why === null ? null : giveUp(why);
};

/** Reads everything again and, for somebody already in the group, whether directly: such a membership stays. */
const checkAgain =
  (parts: Parts): Work =>
  async ({ signal }) => {
    const { ports, memory, context } = parts;
    try {
      const [readNow, leased] = await Promise.all([read(parts, signal), leaseAsked(ports)]);
      // The last decision before anything is changed: it has the ledger's answer, however long that took.
      const facts = { ...readNow, passesElsewhere: ports.lease?.passesElsewhere() ?? null };
      const stands = leased ?? badgeStands(parts);
      if (stands !== null) return stands;
      const groupId = groupIdOf(context(), facts);
      memory.directMember =
        facts.memberOfGroupIds.includes(groupId) &&
        (await ports.directory.isDirectMember(groupId, ports.personId, {
          correlationId: ports.newId(),
          signal,
        }));
      return { type: 'facts-read', facts };
    } catch (error) {
      const refused = codeOf(error) === 'tenant.forbidden' ? await refusedByRoles(parts, signal) : null;
      return refused ?? factsFailed(error);
    }
  };

/**
 * Whether the station's clock is too far from the tenant's: what was created when could then not be told, and the
 * record would name wrong times. Source: facts about faults (F12).
 */
const isSkewed = ({ clock, settings }: EffectPorts, { serverTime }: CallTrace): boolean =>
  serverTime !== null && Math.abs(serverTime - clock.now()) > settings.clockSkewSeconds * 1000;

const latest = (ports: EffectPorts, step: EffectRecord['step']): EffectRecord | undefined =>
  ports.recorder.effects().findLast((record) => record.step === step);

const join =
  ({ ports, memory, context }: Parts): Work =>
  async ({ signal }) => {
    if (memory.directMember) return { type: 'joined' };
    const performed = await performPatiently(ports, () => admit(groupIdOf(context())), signal);
    if (performed.ok)
      return isSkewed(ports, performed.trace) ? giveUp('station.clock-skew') : { type: 'joined' };
    const record = latest(ports, 'admit');
    if (performed.outcome === 'unknown' && record?.state === 'unknown') {
      const probed = await probe(ports, record);
      settle(ports, record, probed);
      if (probed.is === 'done') return { type: 'joined' };
    }
    return giveUp(performed.code, performed.trouble);
  };

/**
 * What was stolen lets a thief in until it is gone, and so do the sessions made with it: neither waits for the new
 * method. What stays undecided stays in the record, and is done again by recovery.
 */
const removeStolenFirst =
  ({ ports, context }: Parts): Work =>
  async ({ signal }) => {
    const { reportedAt } = context();
    const effects: readonly (() => Effect<string>)[] = [
      ...reported(context(), ['stolen']).map((method) => () => removeStolen({ method, reportedAt })),
      () => revokeSessions('theft'),
    ];
    for (const make of effects) {
      const performed = await performPatiently(ports, make, signal);
      if (!performed.ok && performed.code === 'station.journal-unwritable') return giveUp(performed.code);
    }
    await repeatAll(ports);
    const { notUndone } = cleanupOf(ports.recorder.effects());
    return notUndone.length === 0
      ? { type: 'stolen-removed' }
      : giveUp(lastFailure(ports.recorder.effects()));
  };

const expiryOf = (ports: EffectPorts, pass: IssuedPass, serverTime: number | null): number => {
  const starts = pass.startsAt === null ? (serverTime ?? ports.clock.now()) : Date.parse(pass.startsAt);
  return starts + (pass.lifetimeMinutes ?? 0) * 60_000;
};

const create =
  ({ ports, memory, context }: Parts): Work =>
  async ({ signal }) => {
    const { decision, facts, badge, operator } = context();
    if (decision === null || facts === null) return giveUp('internal');
    const { lifetimeMinutes } = decision;
    const priorPassIds = facts.passes.map((pass) => pass.id);
    const make = () => issue({ lifetimeMinutes, priorPassIds, operator: operator.id, badge });
    const performed = await performPatiently(ports, make, signal);
    if (!performed.ok) {
      const why = performed.outcome === 'none' ? performed.code : lostAnswer(performed.code);
      return giveUp(why, performed.trouble);
    }
    const { value: pass, trace } = performed;
    if (isSkewed(ports, trace)) return giveUp('station.clock-skew');
    if (pass.usableOnce !== true || pass.lifetimeMinutes !== lifetimeMinutes) {
      return giveUp('pass.not-as-asked');
    }
    if (!signal.aborted) {
      memory.pass = { id: pass.id, text: pass.text, createdAt: pass.createdAt ?? pass.startsAt };
    }
    return { type: 'issued', expiresAt: expiryOf(ports, pass, trace.serverTime) };
  };

/** An answer that was lost took the pass's text with it, whatever the reason. A failed record is told as such. */
const lostAnswer = (code: ProblemCode): ProblemCode =>
  code.startsWith('tenant.') ? 'pass.outcome-unknown' : code;

const takeBack =
  (parts: Parts): Work =>
  async ({ signal }) => {
    const { ports } = parts;
    await undoTogether(ports);
    const effects = ports.recorder.effects();
    const { undone, notUndone } = cleanupOf(effects);
    if (notUndone.length > 0) return giveUp(lastFailure(effects));
    // It was gone before we deleted it: somebody else's pass may have taken its place, and the test sign-in proves
    // something only while there is none.
    const foundGone = textOf(latest(ports, 'revoke')?.data ?? {}, 'found') === 'absent';
    const replaced = foundGone && (await listed(ports, signal)).some((one) => isAnothers(parts, one));
    return replaced ? giveUp('pass.someone-elses') : { type: 'taken-back', undone };
  };

const close =
  ({ ports, context }: Parts): Work =>
  async ({ signal }) => {
    const { reportedAt } = context();
    const lost = reported(context(), ['lost', 'replaced']);
    const effects: readonly (() => Effect<string>)[] = [
      ...lost.map((method) => () => removeLost({ method, reportedAt })),
      ...(ports.settings.revokeSessions ? [() => revokeSessions()] : []),
    ];
    for (const make of effects) {
      const performed = await performPatiently(ports, make, signal);
      if (!performed.ok && performed.code === 'station.journal-unwritable') return giveUp(performed.code);
    }
    await repeatAll(ports);
    await settleAll(ports);
    const { undone, notUndone } = cleanupOf(ports.recorder.effects());
    return notUndone.length === 0
      ? { type: 'closed', undone }
      : giveUp(lastFailure(ports.recorder.effects()));
  };

const undo =
  ({ ports }: Parts): Work =>
  async () => {
    await undoAll(ports);
    await settleAll(ports);
    return { type: 'undone', ...cleanupOf(ports.recorder.effects()) };
  };

/** Does nothing for a person whom another desk may have taken over. */
const underLease =
  ({ ports }: Parts, work: Work): Work =>
  (running) => {
    const lost = leaseStands(ports);
    return lost === null ? work(running) : Promise.resolve(lost);
  };

/** The work behind each command. */
export const createWork = (parts: Parts): Readonly<Record<Command, Work>> => ({
  'read-facts': readFacts(parts),
  'check-again': checkAgain(parts),
  'remove-stolen': removeStolenFirst(parts),
  join: underLease(parts, join(parts)),
  create: underLease(parts, create(parts)),
  'see-usable': seeUsable(parts),
  watch: watch(parts),
  'look-closely': lookClosely(parts),
  'remove-foreign': removeForeign(parts),
  provision: provisionKey(parts.ports, parts.context),
  'take-back': takeBack(parts),
  'watch-password': watchPassword(parts),
  close: underLease(parts, close(parts)),
  undo: undo(parts),
});

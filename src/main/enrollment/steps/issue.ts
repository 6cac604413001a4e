import type { IssuedPass, PassOnRecord } from '../../directory/index.ts';
import { isLivePass } from '../../policy/index.ts';
import { badgeData } from '../badge-data.ts';
import { textOf, type EffectRecord } from '../effects.ts';
import type { BadgeOnRecord } from '../port.ts';
import { revoke } from './revoke.ts';
import type { Effect, Probed, Undo } from './step.ts';

/** How far the station's clock may be ahead of the tenant's for a pass to count as created after the intent. */
const CLOCK_TOLERANCE_MS = 120_000;

/** More than a creation may take, and more than the clocks may differ. */
const LIFETIME_MARGIN_MS = 300_000;

/** What a pass is asked to be. */
export interface PassAsk {
  readonly lifetimeMinutes: number;
  /** Ids on record before: none of them is ours. */
  readonly priorPassIds: readonly string[];
  /** Object id of who issues it: rates of a fleet are counted by it. */
  readonly operator: string;
  /** The badge that it is issued on. */
  readonly badge: BadgeOnRecord;
}

/**
 * A pass is created, once: the answer is the only time that its text is given, and a second creation would
 * replace the first. Source: Microsoft Graph, create temporaryAccessPassMethod.
 */
export const issue = ({ lifetimeMinutes, priorPassIds, operator, badge }: PassAsk): Effect<IssuedPass> => ({
  step: 'issue',
  intent: {
    lifetimeMinutes,
    usableOnce: true,
    priorPassIds: [...priorPassIds],
    operator,
    ...badgeData(badge),
  },
  perform: (ports, call) =>
    ports.directory.createPass(ports.personId, { lifetimeMinutes, usableOnce: true }, call),
  outcome: ({ id, startsAt, lifetimeMinutes: lifetime, usableOnce }) => ({
    passId: id,
    startsAt,
    grantedMinutes: lifetime,
    grantedOnce: usableOnce,
  }),
});

const isAfter = (pass: PassOnRecord, at: unknown): boolean =>
  typeof at !== 'number' || pass.createdAt === null || Date.parse(pass.createdAt) >= at - CLOCK_TOLERANCE_MS;

/** The pass that the lost answer was about: new since the intent, alive, and such as was asked for. */
const matches = (record: EffectRecord, pass: PassOnRecord): boolean =>
  pass.lifetimeMinutes === record.data['lifetimeMinutes'] &&
  pass.usableOnce !== false &&
  isAfter(pass, record.data['at']);

const priorIds = (record: EffectRecord): readonly string[] => {
  const ids = record.data['priorPassIds'];
  return Array.isArray(ids) ? ids : [];
};

const byMatch = (record: EffectRecord, passes: readonly PassOnRecord[]): Probed => {
  const fresh = passes.filter((pass) => isLivePass(pass) && !priorIds(record).includes(pass.id));
  const [only] = fresh;
  if (only === undefined) return { is: 'not-done' };
  return fresh.length === 1 && matches(record, only)
    ? { is: 'done', data: { passId: only.id }, byLikeness: true }
    : { is: 'unclear' };
};

const minutesOf = ({ data }: EffectRecord): number | null => {
  const minutes = data['grantedMinutes'] ?? data['lifetimeMinutes'];
  return typeof minutes === 'number' ? minutes : null;
};

/** A lifetime after its beginning, or after the intent where only that is known, a pass lets nobody in any more. */
const endsAt = (record: EffectRecord): number | null => {
  const startsAt = Date.parse(textOf(record.data, 'startsAt') ?? '');
  const at = Number.isNaN(startsAt) ? record.data['at'] : startsAt;
  const minutes = minutesOf(record);
  return typeof at === 'number' && minutes !== null ? at + minutes * 60_000 + LIFETIME_MARGIN_MS : null;
};

export const undoIssue: Undo = {
  endsAt,
  probe: async (record, { directory, personId }, call) => {
    const passes = await directory.listPasses(personId, call);
    const passId = textOf(record.data, 'passId');
    if (passId === null) return byMatch(record, passes);
    const alive = passes.some((pass) => pass.id === passId && isLivePass(pass));
    return alive ? { is: 'done', data: { passId } } : { is: 'not-done' };
  },
  compensate: (record, absenceTells) =>
    revoke(textOf(record.data, 'passId') ?? '', { undoes: record.effect, absenceTells }),
};

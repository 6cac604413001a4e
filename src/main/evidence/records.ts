import { createHash } from 'node:crypto';
import type { StoredAlert } from '../alerts/index.ts';
import type { AuditEvent, SignInEvent } from '../directory/index.ts';
import type { Finding } from '../monitoring/index.ts';

/** A personal value that stands in a file as a commitment alone. */
export interface Opening {
  /** Number of the line, from 1; of a journal, number of the entry. */
  readonly line: number;
  /** JSON pointer of the commitment in it; of a journal, the value's name. */
  readonly place: string;
  /** Hex. */
  readonly salt: string;
  readonly value: string;
}

/** What a line says without its personal values, and these. */
export interface Committed {
  readonly value: unknown;
  readonly openings: readonly Omit<Opening, 'line'>[];
}

/** So many random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** Takes personal values out of a line. */
export interface Committing {
  /** The commitment that stands for a value; null stays null. */
  readonly commit: (place: string, value: string | null) => string | null;
  readonly openings: () => readonly Omit<Opening, 'line'>[];
}

const SALT_BYTES = 16;

export const createCommitting = (randomBytes: RandomBytes): Committing => {
  const openings: Omit<Opening, 'line'>[] = [];
  return {
    commit: (place, value) => {
      if (value === null) return null;
      const salt = Buffer.from(randomBytes(SALT_BYTES));
      openings.push({ place, salt: salt.toString('hex'), value });
      return `sha256:${createHash('sha256').update(salt).update(value).digest('hex')}`;
    },
    openings: () => openings,
  };
};

/** Changed values that name no person: ids, times and settings of a pass, groups and roles. */
const harmless = /TemporaryAccessPass\.|^Group\.ObjectID$|^Role\.(ObjectID|TemplateId|DisplayName)$/;

/** An audit event; of what was changed only what is known to name nobody stands open. */
export const committedAudit = (event: AuditEvent, randomBytes: RandomBytes): Committed => {
  const { commit, openings } = createCommitting(randomBytes);
  const targets = event.targets.map((target, at) => ({
    ...target,
    modified: target.modified.map((one, index) => {
      if (harmless.test(one.name)) return one;
      const place = `/targets/${at}/modified/${index}`;
      return { ...one, from: commit(`${place}/from`, one.from), to: commit(`${place}/to`, one.to) };
    }),
  }));
  return { value: { ...event, targets }, openings: openings() };
};

/** A sign-in; where somebody was is theirs. */
export const committedSignIn = (event: SignInEvent, randomBytes: RandomBytes): Committed => {
  const { commit, openings } = createCommitting(randomBytes);
  return { value: { ...event, address: commit('/address', event.address) }, openings: openings() };
};

/** Somebody who holds a role. */
export interface RoleLine {
  readonly id: string;
  readonly name: string;
  readonly roleId: string;
  readonly role: string;
  readonly scope: string;
  readonly how: string;
  /** Active all the time. */
  readonly standing: boolean;
}

export const committedRole = (line: RoleLine, randomBytes: RandomBytes): Committed => {
  const { commit, openings } = createCommitting(randomBytes);
  return { value: { ...line, name: commit('/name', line.name) }, openings: openings() };
};

/** An alert with its end; what somebody wrote in their own words may name people. */
export const committedAlert = (stored: StoredAlert, randomBytes: RandomBytes): Committed => {
  const { commit, openings } = createCommitting(randomBytes);
  const end =
    stored.end === null ? null : { ...stored.end, remark: commit('/end/remark', stored.end.remark) };
  return { value: { ...stored, end }, openings: openings() };
};

/** What watching found; where somebody was is theirs. */
export const committedFinding = (finding: Finding, randomBytes: RandomBytes): Committed => {
  const { commit, openings } = createCommitting(randomBytes);
  const { address } = finding.params;
  const params =
    typeof address === 'string'
      ? { ...finding.params, address: commit('/params/address', address) }
      : finding.params;
  return { value: { ...finding, params }, openings: openings() };
};

import { effectsOf, textOf, type EffectNote } from './effects.ts';
import type { Line } from './recorder.ts';
import type { Reported } from './steps/index.ts';

/** Methods that somebody else registered for the person while they were at the desk. Pure. */

/** Somebody else can sign in as the person: those who look after the tenant are told at once. */
export const foreignAlert = (methodId: string): Line => ({
  type: 'alert.raised',
  actor: 'station',
  data: { alert: 'foreign-method', do: ['review-methods', 'review-sign-ins'], methodId },
});

/** What the person said is not theirs, and when; null while nobody was asked, or it is. */
const disowned = (notes: readonly (EffectNote & { readonly at: string })[]): Reported | null => {
  const at = notes.findLastIndex(({ type, data }) => type === 'method.owned' && data['own'] === false);
  const asked = notes.slice(0, Math.max(at, 0)).findLast(({ type }) => type === 'method.unexpected');
  const [id, kind] = [textOf(asked?.data ?? {}, 'methodId'), textOf(asked?.data ?? {}, 'methodType')];
  if (id === null || kind === null) return null;
  const reportedAt = Date.parse(notes[at]?.at ?? '');
  return { method: { id, type: kind }, reportedAt: Number.isNaN(reportedAt) ? null : reportedAt };
};

/**
 * What the record says is somebody else's and does not say to be removed: the station died in between. The next
 * enrollment would take it for the person's own, since it was there before.
 */
export const foreignLeft = (
  notes: readonly (EffectNote & { readonly at: string })[],
): { readonly remove: Reported; readonly alert: Line | null } | null => {
  const found = disowned(notes);
  if (found === null) return null;
  const { id } = found.method;
  const isAbout = ({ data }: Pick<EffectNote, 'data'>): boolean => textOf(data, 'methodId') === id;
  if (effectsOf(notes).some((record) => record.step === 'stolen-methods' && isAbout(record))) return null;
  const told = notes.some((note) => note.type === 'alert.raised' && isAbout(note));
  return { remove: found, alert: told ? null : foreignAlert(id) };
};

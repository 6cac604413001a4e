import type { AuditPass, JournalPass, SeenPass } from './view.ts';

const bothOf = (journal: JournalPass, audit: AuditPass): SeenPass => ({
  key: audit.passId ?? journal.passId ?? audit.eventId,
  at: audit.at,
  person: journal.person,
  by: audit.by ?? journal.operator,
  endsAt: audit.endsAt ?? journal.at + journal.lifetimeMinutes * 60_000,
  journal,
  audit,
});

const journalAlone = (journal: JournalPass): SeenPass => ({
  key: journal.passId ?? journal.enrollment,
  at: journal.at,
  person: journal.person,
  by: journal.operator,
  endsAt: journal.at + journal.lifetimeMinutes * 60_000,
  journal,
  audit: null,
});

const auditAlone = (audit: AuditPass): SeenPass => ({
  key: audit.passId ?? audit.eventId,
  at: audit.at,
  person: audit.person,
  by: audit.by,
  endsAt: audit.endsAt,
  journal: null,
  audit,
});

/** By the pass's id where both have it; else the nearest of the same person that nobody has taken yet. */
const nearest = (
  journal: JournalPass,
  candidates: readonly AuditPass[],
  toleranceMs: number,
): AuditPass | undefined => {
  const exact = candidates.find(({ passId }) => passId !== null && passId === journal.passId);
  if (exact !== undefined) return exact;
  const distance = ({ at }: AuditPass): number => Math.abs(at - journal.at);
  const possible = candidates.filter(
    (one) => distance(one) <= toleranceMs && (one.passId === null || journal.passId === null),
  );
  return possible.sort((one, other) => distance(one) - distance(other))[0];
};

/**
 * Puts together what journal and audit log tell of the passes of one person. Each record is used once; what is told by
 * one side alone stays alone.
 */
export const matchPasses = (
  journal: readonly JournalPass[],
  audit: readonly AuditPass[],
  toleranceMs: number,
): readonly SeenPass[] => {
  const free = [...audit];
  // Ids first, so that a pass without one does not take what belongs to another.
  const inOrder = [...journal].sort(
    (one, other) => Number(one.passId === null) - Number(other.passId === null),
  );
  const matched = inOrder.map((pass) => {
    const found = nearest(pass, free, toleranceMs);
    if (found === undefined) return journalAlone(pass);
    free.splice(free.indexOf(found), 1);
    return bothOf(pass, found);
  });
  return [...matched, ...free.map(auditAlone)].sort((one, other) => one.at - other.at);
};

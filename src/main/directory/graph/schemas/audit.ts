import { z } from 'zod';
import type { PassCreation } from '../../port.ts';

const text = z.string().nullish();

/** Source: Graph auditActivityInitiator. */
export const initiatedBy = z
  .object({
    user: z.object({ id: text }).nullish(),
    app: z.object({ appId: text, servicePrincipalId: text }).nullish(),
  })
  .nullish();

/** Who did it: a person before an application, an application's own object before its registration. */
export const initiatorOf = ({
  initiatedBy: by,
}: {
  readonly initiatedBy?: z.infer<typeof initiatedBy>;
}): string | null => by?.user?.id ?? by?.app?.servicePrincipalId ?? by?.app?.appId ?? null;

/** Source: Graph directoryAudit, as far as events of passes are told by it. */
export const auditEntry = z.object({
  activityDateTime: z.iso.datetime(),
  activityDisplayName: text,
  result: text,
  resultReason: text,
  initiatedBy,
  targetResources: z
    .array(
      z.object({
        id: text,
        modifiedProperties: z.array(z.object({ displayName: text })).nullish(),
      }),
    )
    .nullish(),
});
type AuditEntry = z.infer<typeof auditEntry>;

/** The log's words differ by who acts and have changed over the years, so no whole sentence is looked for. */
const aboutPass = /temporary ?access ?pass/i;
const aboutRemoval = /delet|remov/i;

const isAboutPass = (one: AuditEntry): boolean =>
  [
    one.activityDisplayName,
    one.resultReason,
    ...(one.targetResources ?? []).flatMap((target) =>
      (target.modifiedProperties ?? []).map(({ displayName }) => displayName),
    ),
  ].some((words) => aboutPass.test(words ?? ''));

const same = (one: string | null | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

/**
 * The events of a person's passes among audit entries, newest first. What names a pass and does not say that it was
 * removed counts as a creation, and only a sure failure counts as nothing.
 */
export const passEventsOf = (entries: readonly AuditEntry[], personId: string): readonly PassCreation[] =>
  entries
    .filter((one) => one.targetResources?.some(({ id }) => same(id, personId)) === true)
    .filter((one) => one.result !== 'failure' && isAboutPass(one))
    .map((one): PassCreation => {
      const words = `${one.activityDisplayName ?? ''} ${one.resultReason ?? ''}`;
      return {
        at: one.activityDateTime,
        by: initiatorOf(one),
        kind: aboutRemoval.test(words) ? 'deleted' : 'created',
      };
    })
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));

import { z } from 'zod';
import type { AppliedPolicy, AuditEvent, Registration, SignInEvent } from '../../tenant-logs.ts';
import { initiatedBy, initiatorOf } from './audit.ts';

const text = z.string().nullish();

/** Source: Graph directoryAudit; strict only in what everything hangs on. */
export const auditAnswer = z.object({
  id: z.string().min(1),
  activityDateTime: z.iso.datetime(),
  activityDisplayName: text,
  loggedByService: text,
  category: text,
  result: text,
  resultReason: text,
  initiatedBy,
  targetResources: z
    .array(
      z.object({
        id: text,
        type: text,
        modifiedProperties: z
          .array(z.object({ displayName: text, oldValue: text, newValue: text }))
          .nullish(),
      }),
    )
    .nullish(),
});

type AuditAnswer = z.infer<typeof auditAnswer>;

const targetOf = ({ id, type, modifiedProperties }: NonNullable<AuditAnswer['targetResources']>[number]) => ({
  id: id ?? null,
  type: type ?? null,
  modified: (modifiedProperties ?? []).map(({ displayName, oldValue, newValue }) => ({
    name: displayName ?? '',
    from: oldValue ?? null,
    to: newValue ?? null,
  })),
});

const word = (value: string | null | undefined): string => value ?? '';

/** An event as the rest of the program knows it. */
export const auditEventOf = (one: AuditAnswer): AuditEvent => ({
  id: one.id,
  at: one.activityDateTime,
  activity: word(one.activityDisplayName),
  service: word(one.loggedByService),
  category: word(one.category),
  reason: word(one.resultReason),
  succeeded: one.result !== 'failure',
  by: initiatorOf(one),
  targets: (one.targetResources ?? []).map(targetOf),
});

const appliedPolicy = z.object({ id: text, displayName: text, result: text });

/** Source: Graph beta, signIn, deviceDetail, authenticationDetail and appliedConditionalAccessPolicy. */
export const signInAnswer = z.object({
  id: z.string().min(1),
  createdDateTime: z.iso.datetime(),
  userId: z.string().min(1),
  appId: text,
  ipAddress: text,
  deviceDetail: z.object({ deviceId: text }).nullish(),
  status: z.object({ errorCode: z.int().nullish() }).nullish(),
  authenticationDetails: z
    .array(z.object({ authenticationMethod: text, succeeded: z.boolean().nullish() }))
    .nullish(),
  appliedConditionalAccessPolicies: z.array(appliedPolicy).nullish(),
});

const policiesOf = (all: readonly z.infer<typeof appliedPolicy>[]): readonly AppliedPolicy[] =>
  all.map(({ id, displayName, result }) => ({
    id: id ?? '',
    name: displayName ?? '',
    result: result ?? 'unknown',
  }));

/** A sign-in as the rest of the program knows it; empty texts stand for nothing in the log. */
export const signInEventOf = (one: z.infer<typeof signInAnswer>): SignInEvent => ({
  id: one.id,
  at: one.createdDateTime,
  personId: one.userId,
  appId: one.appId ?? null,
  address: one.ipAddress || null,
  deviceId: one.deviceDetail?.deviceId || null,
  methods: (one.authenticationDetails ?? []).flatMap((step) =>
    step.succeeded === true && step.authenticationMethod ? [step.authenticationMethod] : [],
  ),
  succeeded: one.status?.errorCode === 0,
  ...(one.appliedConditionalAccessPolicies
    ? { policies: policiesOf(one.appliedConditionalAccessPolicies) }
    : {}),
});

/** Source: Graph userRegistrationDetails; its id is the person's object id. */
export const registrationAnswer = z.object({
  id: z.string().min(1),
  isAdmin: z.boolean().nullish(),
  isMfaCapable: z.boolean().nullish(),
  isPasswordlessCapable: z.boolean().nullish(),
  userType: text,
  methodsRegistered: z.array(z.string()).nullish(),
});

/** What is not told is taken for not there: nobody is called capable without the report's word. */
export const registrationOf = (one: z.infer<typeof registrationAnswer>): Registration => ({
  id: one.id,
  administrator: one.isAdmin === true,
  guest: one.userType === 'guest',
  passwordlessCapable: one.isPasswordlessCapable === true,
  mfaCapable: one.isMfaCapable === true,
  methods: one.methodsRegistered ?? [],
});

/** Source: Graph directoryObject. */
export const memberAnswer = z.object({ id: z.string().min(1) });

import { group } from '../../../support/directory-objects.ts';
import { history, MINUTE, NOW, proofing, type Variation } from '../../../support/policy-input.ts';
import { privilegedPath } from './person.ts';
import { both, policyWith, unknown, type Row } from './row.ts';

const at = (...minutesAgo: readonly number[]): readonly number[] =>
  minutesAgo.map((ago) => NOW - ago * MINUTE);
const iso = (minutesAgo: number): string => new Date(NOW - minutesAgo * MINUTE).toISOString();
const audited = (...minutesAgo: readonly number[]): Variation => ({
  facts: {
    recentPasses: {
      known: true,
      value: minutesAgo.map((ago) => ({ at: iso(ago), by: 'o-2', kind: 'created' as const })),
    },
  },
});
const issued = (...minutesAgo: readonly number[]): Variation => ({
  input: { history: history({ person: at(...minutesAgo) }) },
});
const missing = (minutesAgo: number): Variation => ({
  input: { history: history({ missingUntil: NOW - minutesAgo * MINUTE }) },
});
const noHistory: Variation = { input: { history: unknown } };

const elsewhere = (times: { person?: readonly number[]; operator?: readonly number[] }): Variation => ({
  input: { passesElsewhere: { person: [], operator: [], ...times } },
});

const repeats: readonly Row[] = [
  ['repeats-few', 'two passes at other stations', elsewhere({ person: at(100, 200) }), ['repeats.many']],
  [
    'repeats-few',
    'one here and one elsewhere',
    both(issued(100), elsewhere({ person: at(300) })),
    ['repeats.many'],
  ],
  ['repeats-few', 'one elsewhere, yesterday', elsewhere({ person: at(100, 1_440) }), ['repeats.few']],
  [
    'repeats-few',
    'one elsewhere, which the audit log tells too',
    both(audited(101), elsewhere({ person: at(100) })),
    ['repeats.few'],
  ],
  ['repeats-few', 'one pass today', issued(100), ['repeats.few']],
  ['repeats-few', 'two passes today', issued(100, 200), ['repeats.many']],
  ['repeats-few', 'two passes by others', audited(100, 200), ['repeats.many']],
  ['repeats-few', 'one of ours and one of theirs', both(issued(100), audited(300)), ['repeats.many']],
  ['repeats-few', 'one pass that both tell of', both(issued(100), audited(101)), ['repeats.few']],
  ['repeats-few', 'a pass that leaves the window now', issued(100, 1_440), ['repeats.few']],
  ['repeats-few', 'a pass that is in the window still', issued(100, 1_439), ['repeats.many']],
  [
    'repeats-few',
    'a deletion in the audit log',
    both(issued(100), {
      facts: { recentPasses: { known: true, value: [{ at: iso(300), by: null, kind: 'deleted' }] } },
    }),
    ['repeats.few'],
  ],
  ['repeats-few', 'an unknown history', noHistory, ['repeats.history-unknown']],
  ['repeats-few', 'a journal with a gap an hour ago', missing(59), ['repeats.journal-lost']],
  ['repeats-few', 'an older gap, which the audit log fills', missing(60), ['repeats.few']],
  [
    'repeats-few',
    'a gap that no audit log fills',
    both(missing(1_439), { config: { repeats: { tenantAudit: false } } }),
    ['repeats.journal-lost'],
  ],
  [
    'repeats-few',
    'a gap where the audit log is unreadable too',
    both(missing(60), { facts: { recentPasses: unknown } }),
    ['repeats.journal-lost', 'repeats.audit-unknown'],
  ],
  [
    'repeats-few',
    'a gap that leaves the window now',
    both(missing(1_440), { config: { repeats: { tenantAudit: false } } }),
    ['repeats.few'],
  ],
  ['repeats-few', 'an unreadable audit log', { facts: { recentPasses: unknown } }, ['repeats.audit-unknown']],
  [
    'repeats-few',
    'an unreadable audit log where the site does without',
    { config: { repeats: { tenantAudit: false } }, facts: { recentPasses: unknown } },
    ['repeats.few'],
  ],
];

const tight = {
  config: { rates: { operator: { passes: 2, minutes: 60 }, station: { passes: 3, minutes: 60 } } },
};
const rate = (more: Parameters<typeof history>[0]): Variation =>
  both(tight, { input: { history: history(more) } });

const rates: readonly Row[] = [
  ['rates-kept', 'one pass of the operator', rate({ operator: at(1) }), ['rate.kept']],
  ['rates-kept', 'as many as the operator may', rate({ operator: at(1, 2) }), ['rate.operator']],
  ['rates-kept', 'one of them an hour ago', rate({ operator: at(1, 60) }), ['rate.kept']],
  ['rates-kept', 'as many as the station may', rate({ station: at(1, 2, 3) }), ['rate.station']],
  [
    'rates-kept',
    'both',
    rate({ operator: at(1, 2), station: at(1, 2, 3) }),
    ['rate.operator', 'rate.station'],
  ],
  [
    'rates-kept',
    'as many as the operator may, at several stations',
    both(rate({ operator: at(1) }), elsewhere({ operator: at(2) })),
    ['rate.operator'],
  ],
  [
    'rates-kept',
    'other stations, which have their own rate',
    both(rate({ station: at(1, 2) }), elsewhere({ operator: at(61) })),
    ['rate.kept'],
  ],
  ['rates-kept', 'an unknown history', noHistory, ['rate.unknown']],
  ['rates-kept', 'a journal with a gap in the window', missing(59), ['rate.journal-lost']],
  ['rates-kept', 'a gap that leaves the window now', missing(60), ['rate.kept']],
];

const readAt = (when: string): Variation => ({ facts: { readAt: Date.parse(when) } });

const hours: readonly Row[] = [
  ['hours-open', 'a Monday noon', {}, ['hours.open']],
  ['hours-open', 'a Sunday', readAt('2026-11-22T12:00:00Z'), ['hours.outside']],
  ['hours-open', 'the minute before opening', readAt('2026-11-23T06:59:59Z'), ['hours.outside']],
  ['hours-open', 'the minute of opening', readAt('2026-11-23T07:00:00Z'), ['hours.open']],
  ['hours-open', 'the last minute', readAt('2026-11-23T18:59:59Z'), ['hours.open']],
  ['hours-open', 'the minute of closing', readAt('2026-11-23T19:00:00Z'), ['hours.outside']],
  ['hours-open', 'a holiday', { config: { hours: { holidays: ['2026-11-23'] } } }, ['hours.holiday']],
  [
    'hours-open',
    'a noon that is another day there',
    { config: { hours: { timeZone: 'Pacific/Kiritimati', holidays: ['2026-11-24'] } } },
    ['hours.holiday'],
  ],
];

const identity: readonly Row[] = [
  ['badge-strong', 'no scenario', { input: { scenario: null } }, ['badge.not-weighed']],
  ['badge-strong', 'a typed number of a new hire', { input: { badgeStrength: 'typed' } }, ['badge.strong']],
  [
    'badge-strong',
    'a typed number where a badge is needed',
    { config: { badgeStrength: { 'new-hire': 'identifier' } }, input: { badgeStrength: 'typed' } },
    ['badge.weak'],
  ],
  [
    'badge-strong',
    'a signature where a PIN is needed',
    { config: { badgeStrength: { 'new-hire': 'signed-with-pin' } }, input: { badgeStrength: 'signed' } },
    ['badge.weak'],
  ],
  ['identity-proven', 'no scenario', { input: { scenario: null } }, ['proofing.not-begun']],
  [
    'identity-proven',
    'nothing asked',
    { input: { proofing: null } },
    ['proofing.step-missing', 'proofing.step-missing', 'proofing.step-missing'],
  ],
  [
    'identity-proven',
    'the script of another scenario',
    { input: { proofing: proofing({ scenario: 'lost-phone' }) } },
    ['proofing.step-missing', 'proofing.step-missing', 'proofing.step-missing'],
  ],
  [
    'identity-proven',
    'a face that does not match',
    { input: { proofing: proofing({ answers: [{ step: 'face-photo', outcome: 'failed' }] }) } },
    ['proofing.step-failed'],
  ],
  [
    'identity-proven',
    'a badge that nobody can tell',
    {
      input: {
        proofing: proofing({
          answers: [
            { step: 'face-photo', outcome: 'passed' },
            { step: 'badge-held', outcome: 'not-possible' },
            { step: 'document', outcome: 'passed' },
          ],
        }),
      },
    },
    ['proofing.step-escalated'],
  ],
  [
    'identity-proven',
    'a document of a class that does not count',
    { input: { proofing: proofing({ documentClass: 'employer-id' }) } },
    ['proofing.step-unacceptable'],
  ],
];

const lifetime: readonly Row[] = [
  ['lifetime-baseline', 'too short', { config: { lifetimeMinutes: 29 } }, ['lifetime.outside-baseline']],
  ['lifetime-baseline', 'too long', { config: { lifetimeMinutes: 61 } }, ['lifetime.outside-baseline']],
  [
    'lifetime-baseline',
    'an hour and a half by the other baseline',
    { config: { baseline: 'cmmc-level-2', lifetimeMinutes: 90 } },
    ['lifetime.within-baseline'],
  ],
  [
    'lifetime-baseline',
    'half an hour by the other baseline',
    { config: { baseline: 'cmmc-level-2', lifetimeMinutes: 30 } },
    ['lifetime.outside-baseline'],
  ],
  [
    'lifetime-baseline',
    'a quarter of an hour for the privileged',
    privilegedPath(),
    ['lifetime.within-baseline'],
  ],
  [
    'lifetime-baseline',
    'more for the privileged',
    privilegedPath({ lifetimeMinutes: 16 }),
    ['lifetime.outside-baseline'],
  ],
  [
    'lifetime-tenant',
    'shorter than the tenant allows',
    policyWith({ minimumLifetimeMinutes: 61 }),
    ['lifetime.outside-tenant-range'],
  ],
  [
    'lifetime-tenant',
    'longer than the tenant allows',
    policyWith({ maximumLifetimeMinutes: 59 }),
    ['lifetime.outside-tenant-range'],
  ],
  [
    'lifetime-tenant',
    'an unknown range',
    { facts: { passPolicy: unknown } },
    ['lifetime.tenant-range-unknown'],
  ],
  ['one-time', 'a reusable pass', { config: { usableOnce: false } }, ['one-time.not-asked']],
];

const everythingWrong = {
  securityEnabled: false,
  dynamic: true,
  onPremisesSynced: true,
  roleAssignable: true,
};

const groups: readonly Row[] = [
  ['group-fit', 'no group', { facts: { groups: [] } }, ['group.missing']],
  ['group-fit', 'no group named', { input: { groupId: null } }, ['group.missing']],
  [
    'group-fit',
    'a mail group',
    { facts: { groups: [group({ securityEnabled: false })] } },
    ['group.not-security'],
  ],
  ['group-fit', 'a dynamic group', { facts: { groups: [group({ dynamic: true })] } }, ['group.dynamic']],
  [
    'group-fit',
    'a synchronised group',
    { facts: { groups: [group({ onPremisesSynced: true })] } },
    ['group.synced'],
  ],
  [
    'group-fit',
    'a role-assignable group',
    { facts: { groups: [group({ roleAssignable: true })] } },
    ['group.role-assignable'],
  ],
  [
    'group-fit',
    'everything wrong at once',
    { facts: { groups: [group(everythingWrong)] } },
    ['group.not-security', 'group.dynamic', 'group.synced', 'group.role-assignable'],
  ],
  [
    'group-fit',
    'no group for the privileged',
    both(privilegedPath(), { facts: { groups: [group()] } }),
    ['group.missing'],
  ],
  ['pass-policy-reaches', 'passes switched off', policyWith({ enabled: false }), ['pass-policy.disabled']],
  [
    'pass-policy-reaches',
    'another group',
    policyWith({ includedGroupIds: ['g-3'] }),
    ['pass-policy.group-not-included'],
  ],
  [
    'pass-policy-reaches',
    'the standard group on the privileged path',
    both(privilegedPath(), policyWith({ includedGroupIds: ['g-1'] }), {
      facts: {
        ...privilegedPath().facts,
        ...policyWith({ includedGroupIds: ['g-1'] }).facts,
      },
    }),
    ['pass-policy.group-not-included'],
  ],
  [
    'pass-policy-reaches',
    'everyone',
    policyWith({ includesEveryone: true, includedGroupIds: [] }),
    ['pass-policy.reaches'],
  ],
  [
    'pass-policy-reaches',
    'the person alone',
    policyWith({ includedUserIds: ['p-1'], includedGroupIds: [] }),
    ['pass-policy.reaches'],
  ],
  [
    'pass-policy-reaches',
    'an excluded person',
    policyWith({ excludedUserIds: ['p-1'] }),
    ['pass-policy.excluded'],
  ],
  [
    'pass-policy-reaches',
    'a member of an excluded group',
    both(policyWith({ excludedGroupIds: ['g-9'] }), {
      facts: { memberOfGroupIds: ['g-9'], ...policyWith({ excludedGroupIds: ['g-9'] }).facts },
    }),
    ['pass-policy.excluded'],
  ],
  [
    'pass-policy-reaches',
    "the scenario's own group excluded",
    policyWith({ excludedGroupIds: ['g-1'] }),
    ['pass-policy.excluded'],
  ],
  ['pass-policy-reaches', 'an unknown policy', { facts: { passPolicy: unknown } }, ['pass-policy.unknown']],
];

export const passRows: readonly Row[] = [...repeats, ...rates, ...hours, ...identity, ...lifetime, ...groups];

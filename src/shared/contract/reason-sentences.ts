import type { ReasonCode } from './reasons.ts';

/**
 * The English sentence of each reason, for the command line, which has no screens. The language files have the same
 * ones for the desk; a test holds them equal. `{{name}}` is filled by the reason's params.
 */
export const reasonSentences: Readonly<Record<ReasonCode, string>> = {
  'facts.complete': 'Every fact that the policy weighs was given.',
  'facts.missing': 'The fact “{{fact}}” is missing, and what is not known denies.',
  'scenario.proven': 'What the tenant knows fits the scenario.',
  'scenario.not-named': 'No scenario was named.',
  'scenario.has-strong-method': 'The person already has a strong method, so this is no new hire.',
  'scenario.nothing-lost': 'No lost method was named.',
  'scenario.lost-method-not-registered': 'A method named as lost is not registered for this person.',
  'scenario.nothing-registered': 'The person has no strong method to register again.',
  'rollout.included': 'The present phase of the rollout ({{phase}}) includes the person.',
  'rollout.not-in-phase':
    'The present phase of the rollout ({{phase}}) does not include the person: they must be in one of its groups.',
  'rollout.group-unknown': 'The tenant has no group {{group}}, which the rollout is set to.',
  'rollout.scenario-ended': 'In the present phase passes are for new hires and privileged emergencies alone.',
  'account.enabled': 'The account is enabled.',
  'account.disabled': 'The account is disabled.',
  'account.state-unknown': 'It is not known whether the account is enabled.',
  'account.internal': 'The person belongs to this organization.',
  'account.guest': 'The person is a guest of this organization.',
  'account.not-operator': 'The operator and the person are two people.',
  'account.is-operator': 'The operator cannot issue a pass to themselves.',
  'account.no-emergency-access': 'The account is not one for emergency access.',
  'account.emergency-access': 'Accounts for emergency access never get a pass at the desk.',
  'account.emergency-access-unknown':
    'The tenant has no group {{group}}, so it is not known whether the account is one for emergency access.',
  'account.sync-supported': 'Passes work for this account, synchronized or not.',
  'account.synced':
    'The account is synchronized from on-premises, and this site issues no passes for such accounts.',
  'account.not-on-hold': 'The account is not on hold.',
  'account.on-hold': 'The account is on hold by the group {{group}}. Whoever keeps the group can lift that.',
  'account.hold-unknown':
    'The tenant has no group {{group}}, so it is not known whether the account is on hold.',
  'privileged.none': 'The person holds no privileged role.',
  'privileged.role': 'The person holds the privileged role {{role}}.',
  'privileged.eligible-role': 'The person is eligible for the privileged role {{role}}.',
  'privileged.unit-role':
    "The person holds the role {{role}} over an administrative unit. Restricted units are out of the operator's reach, so it counts as privileged.",
  'privileged.role-assignable-group': 'The person is in a role-assignable group.',
  'privileged.group-owner': 'The person owns a role-assignable group, and so decides who holds its roles.',
  'privileged.restricted-management': 'The person is in a restricted management administrative unit.',
  'privileged.unknown': "The person's roles could not all be read, so they count as privileged.",
  'privileged.restriction-not-asked': 'No further restriction is expected on this path.',
  'privileged.restriction-named':
    'The Conditional Access policy {{policy}} restricts privileged people further.',
  'privileged.restriction-missing':
    'No Conditional Access policy is named that restricts privileged people further, so this path is closed.',
  'lifetime.within-baseline': '{{minutes}} minutes lie within the baseline of {{minimum}} to {{maximum}}.',
  'lifetime.outside-baseline': '{{minutes}} minutes lie outside the baseline of {{minimum}} to {{maximum}}.',
  'lifetime.within-tenant-range': "The tenant's policy permits {{minutes}} minutes.",
  'lifetime.outside-tenant-range':
    "The tenant's policy permits {{minimum}} to {{maximum}} minutes, not {{minutes}}.",
  'lifetime.tenant-range-unknown': "The lifetimes that the tenant's policy permits could not be read.",
  'one-time.asked': 'The pass works once only.',
  'one-time.not-asked': 'The desk is not set to one-time passes.',
  'group.fit': 'The group {{group}} is fit for this scenario.',
  'group.missing': 'The group of this scenario does not exist.',
  'group.not-security': 'The group {{group}} is not a security group.',
  'group.dynamic': 'The group {{group}} has a dynamic membership.',
  'group.synced': 'The group {{group}} is synchronized from on-premises.',
  'group.role-assignable': 'The group {{group}} is role-assignable.',
  'pass-policy.reaches': "The Temporary Access Pass policy includes the scenario's group.",
  'pass-policy.disabled': 'The Temporary Access Pass policy is disabled in the tenant.',
  'pass-policy.group-not-included': 'The Temporary Access Pass policy does not include the group {{group}}.',
  'pass-policy.excluded':
    'The Temporary Access Pass policy excludes the person, or a group they are in or would join.',
  'pass-policy.unknown': 'The Temporary Access Pass policy could not be read.',
  'ways.open': '{{count}} ways to register can succeed for this person here.',
  'ways.none-open': 'No way to register can succeed for this person here.',
  'pass.none-live': 'The person has no other live pass.',
  'pass.someone-elses': 'The person has a live pass that this desk did not issue.',
  'enrollment.none-unresolved': 'Nothing of an earlier enrollment is left over.',
  'enrollment.unresolved': 'Something of an earlier enrollment of this person is still open.',
  'repeats.few':
    '{{count}} passes for this person in the last {{minutes}} minutes; fewer than {{passes}} are ordinary.',
  'repeats.many':
    '{{count}} passes for this person in the last {{minutes}} minutes: from {{passes}} on, somebody else must approve.',
  'repeats.history-unknown': 'It is not known which passes this station issued to the person before.',
  'repeats.journal-lost':
    'A part of this station’s journal is damaged or gone, so not all earlier passes of this person are known. Possible again in {{wait}} minutes, or at another station.',
  'repeats.audit-unknown':
    'The tenant’s audit log could not be read: passes that others issued are not known.',
  'hours.open': 'The site is open: {{date}} {{time}}, {{zone}}.',
  'hours.outside': '{{date}} {{time}} ({{zone}}) lies outside the site’s hours: a supervisor must approve.',
  'hours.holiday': '{{date}} is a holiday of the site ({{time}}, {{zone}}): a supervisor must approve.',
  'badge.strong': 'The badge was read surely enough for this scenario.',
  'badge.weak': 'The badge was not read surely enough for this scenario. Read: {{read}}. Needed: {{needed}}.',
  'badge.not-weighed': 'Without a scenario it is not known how surely the badge must be read.',
  'proofing.complete': 'Every step of the site’s script for checking identity was passed.',
  'proofing.not-begun': 'Without a scenario there is no script for checking identity.',
  'proofing.step-missing': 'A step of the identity check was not taken: {{step}}.',
  'proofing.step-failed': 'A step of the identity check failed: {{step}}. Follow the site’s script.',
  'proofing.step-unacceptable':
    'What was given for a step of the identity check is not accepted here: {{step}}.',
  'proofing.step-escalated':
    'A step of the identity check was not passed: {{step}}. Somebody else must approve.',
  'operator.holds-role': 'The operator holds the role {{role}}.',
  'operator.no-role': 'The operator does not hold, active now and for this scope, any of: {{role}}.',
  'operator.role-ends-soon':
    'The operator’s role {{role}} ends in {{minutes}} minutes. Activate it anew in time.',
  'operator.units-unknown':
    'It is not known which administrative units hold the person, and the operator’s role is over one unit.',
  'operator.unit-without-person':
    'The operator’s role is over an administrative unit that does not hold the person.',
  'operator.unit-and-role':
    'The operator’s role is over an administrative unit, where it reaches only people who hold no role.',
  'operator.separated': 'The operator holds no role that conflicts with issuing.',
  'operator.not-separated': 'The operator also holds the role {{role}}, which conflicts with issuing.',
  'operator.roles-unknown': "The operator's roles could not be read.",
  'training.not-asked': 'The site keeps no list of trainings here.',
  'training.valid': 'The operator’s training holds until {{until}}.',
  'training.ends-soon': 'The operator’s training ends soon: it holds until {{until}}.',
  'training.over': 'The operator’s training ended on {{until}}. It must be renewed.',
  'training.not-listed': 'The operator is not on the site’s list of trained people.',
  'rate.kept': 'Operator and station issue passes at an ordinary rate.',
  'rate.operator':
    'The operator issued {{count}} passes in {{minutes}} minutes. Possible again in {{wait}} minutes.',
  'rate.station':
    'This station issued {{count}} passes in {{minutes}} minutes. Possible again in {{wait}} minutes.',
  'rate.unknown': 'It is not known how many passes were issued here lately.',
  'rate.journal-lost':
    'A part of this station’s journal is damaged or gone, so it is not known how many passes were issued here lately. Possible again in {{wait}} minutes, or at another station.',
  'station.fit': 'The tenant knows this station as joined, managed, compliant and seen lately.',
  'station.not-asked': 'This site does not ask for a managed station.',
  'station.unknown':
    'It is not known how the tenant judges this station. Its device id must be configured and readable.',
  'station.not-found': 'The tenant does not know this station’s device id.',
  'station.disabled': 'This station is disabled in the tenant, or it is not known to be enabled.',
  'station.not-compliant': 'This station does not count as compliant in the tenant.',
  'station.not-managed': 'This station is not managed by the tenant.',
  'station.join-type':
    'This station is joined to the tenant in a way that the site does not accept ({{type}}).',
  'station.not-seen': 'The tenant has not seen this station for more than {{days}} days.',
  'station.compliance-expired': 'The tenant’s judgement that this station is compliant has expired.',
  'approver.nobody-yet': 'Nobody else has approved so far.',
  'approver.other-person': 'Whoever approved is another person than operator and enrollee.',
  'approver.is-operator': 'The operator cannot approve what they issue.',
  'approver.is-enrollee': 'Nobody approves a pass for themselves.',
  'approver.twice': 'One person has approved twice; another one is needed.',
  'approver.holds-role': 'Whoever approved holds a role that may approve this.',
  'approver.no-role': 'Whoever approved does not hold, active now, any of: {{role}}.',
  'approver.separated': 'Whoever approved holds no role that conflicts with approving.',
  'approver.not-separated': 'Whoever approved also holds the role {{role}}, which conflicts with approving.',
  'approver.roles-unknown': 'The approver’s roles could not be read.',
  'approver.fresh': 'The approver signed in just now.',
  'approver.too-old': 'The approver signed in more than {{minutes}} minutes ago. They must sign in again.',
};

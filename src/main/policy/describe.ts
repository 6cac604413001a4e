import { policySentenceCodes, type PolicySentence, type PolicySentenceCode } from '../../shared/index.ts';
import { baselines, phaseGroupIds, type PolicyConfig } from './config.ts';
import { stepsOf } from './proofing.ts';
import { roleName } from './roles.ts';
import { ruleSetOf } from './rule-set.ts';
import { rules } from './rules.ts';

type Params = PolicySentence['params'];

const names = (roleIds: readonly string[]): string => roleIds.map(roleName).join(', ');

const steps = ({ proofing }: PolicyConfig): Params => ({
  newHire: stepsOf(proofing, 'new-hire').length,
  lostPhone: stepsOf(proofing, 'lost-phone').length,
  reRegistration: stepsOf(proofing, 're-registration').length,
});

const person = (config: PolicyConfig): Partial<Record<PolicySentenceCode, Params>> => ({
  'rollout-phase': { phase: config.rollout.phase, count: phaseGroupIds(config).length },
  [`account-synced.${config.syncedAccounts}`]: {},
  'not-on-hold': { count: config.holdGroupIds.length },
  'not-emergency-access': {
    accounts: config.emergencyAccessIds.length,
    groups: config.emergencyAccessGroupIds.length,
  },
  ...(config.privileged.allowed
    ? {
        'not-privileged.open': {
          minutes: config.privileged.lifetimeMinutes,
          approvals: config.privileged.approvals,
          role: names(config.privileged.operatorRoleIds),
        },
        'privileged-restricted.open': { policy: config.privileged.restrictedBy ?? '–' },
      }
    : { 'not-privileged.closed': {} }),
});

const pass = (config: PolicyConfig): Partial<Record<PolicySentenceCode, Params>> => {
  const { minimumMinutes: minimum, maximumMinutes: maximum } = baselines[config.baseline];
  const { lifetimeMinutes: minutes, baseline, repeats, rates, hours } = config;
  return {
    'repeats-few': { passes: repeats.passes, minutes: repeats.minutes },
    'rates-kept': {
      operator: rates.operator.passes,
      operatorMinutes: rates.operator.minutes,
      station: rates.station.passes,
      stationMinutes: rates.station.minutes,
    },
    'hours-open': { zone: hours.timeZone, count: hours.holidays.length },
    'badge-strong': {
      newHire: config.badgeStrength['new-hire'],
      lostPhone: config.badgeStrength['lost-phone'],
      reRegistration: config.badgeStrength['re-registration'],
    },
    'identity-proven': steps(config),
    'lifetime-baseline': { minutes, baseline, minimum, maximum },
  };
};

const people = (config: PolicyConfig): Partial<Record<PolicySentenceCode, Params>> => ({
  'operator-role': { role: names(config.operatorRoleIds) },
  'operator-separated': { role: names(config.separatedRoleIds) },
  [`operator-trained.${config.proofing.training === null ? 'not-asked' : 'asked'}`]: {},
  ...(config.station.required
    ? {
        'station-fit.asked': {
          types: config.station.joinTypes.join(', '),
          days: config.station.seenWithinDays,
        },
      }
    : { 'station-fit.not-asked': {} }),
  'approver-role': {
    role: names(config.approval.roleIds),
    supervisor: names(config.approval.supervisorRoleIds),
  },
  'approver-fresh': { minutes: config.approval.freshMinutes },
});

/** How long a card stays on its reader: weighed by no rule, but watched for as long as the enrollment runs. */
const cardPresent = ({ cardPresence }: PolicyConfig): PolicySentence => ({
  code: 'card-present',
  params: { numberCard: cardPresence.uid, signingCard: cardPresence.piv },
});

/** The policy in force: the name of its rule set, and a sentence for each rule, in the rules' order. */
export interface PolicyInWords {
  readonly ruleSet: string;
  readonly sentences: readonly PolicySentence[];
}

/** Pure. */
export const describePolicy = (config: PolicyConfig): PolicyInWords => {
  const set = { ...person(config), ...pass(config), ...people(config) };
  const sentences = rules.flatMap(({ id }) => {
    const codes = policySentenceCodes.filter((code) => code === id || code.startsWith(`${id}.`));
    const [plain, ...variants] = codes;
    if (plain === id && variants.length === 0) {
      const sentence = { code: plain, params: set[plain] ?? {} };
      return id === 'badge-strong' ? [sentence, cardPresent(config)] : [sentence];
    }
    return codes.flatMap((code) => (set[code] === undefined ? [] : [{ code, params: set[code] }]));
  });
  return {
    ruleSet: ruleSetOf(rules, { config, bounds: baselines[config.baseline] }),
    sentences,
  };
};

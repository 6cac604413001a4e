import { badgeStrength, cardPresence } from '../../shared/index.ts';

/** Which way a setting becomes stricter. Settings that are not named here have no such way. */
type Way = 'lower' | 'higher' | 'fewer' | 'more' | 'stronger' | 'longer' | 'asked' | boolean;

const ways: Readonly<Record<string, Way>> = {
  'policy.lifetimeMinutes': 'lower',
  'policy.usableOnce': true,
  'policy.emergencyAccessIds': 'more',
  'policy.emergencyAccessGroupIds': 'more',
  'policy.holdGroupIds': 'more',
  'policy.badgeStrength.new-hire': 'stronger',
  'policy.badgeStrength.lost-phone': 'stronger',
  'policy.badgeStrength.re-registration': 'stronger',
  'badge.technologies': 'fewer',
  'badge.piv.pin': true,
  'badge.piv.roots': 'fewer',
  'badge.piv.revocation.acceptUnknown': false,
  'policy.cardPresence.uid': 'longer',
  'policy.cardPresence.piv': 'longer',
  'policy.hours.holidays': 'more',
  'policy.repeats.passes': 'lower',
  'policy.repeats.minutes': 'higher',
  'policy.repeats.tenantAudit': true,
  'policy.rates.operator.passes': 'lower',
  'policy.rates.operator.minutes': 'higher',
  'policy.rates.station.passes': 'lower',
  'policy.rates.station.minutes': 'higher',
  'policy.station.required': true,
  'policy.station.joinTypes': 'fewer',
  'policy.station.seenWithinDays': 'lower',
  'policy.operatorRoleIds': 'fewer',
  'policy.operatorScopes': 'fewer',
  'policy.separatedRoleIds': 'more',
  'policy.approval.roleIds': 'fewer',
  'policy.approval.supervisorRoleIds': 'fewer',
  'policy.approval.freshMinutes': 'lower',
  'policy.ways.offered': 'fewer',
  'policy.ways.passwordsInUse': false,
  'policy.ways.forcedRegistration': true,
  'policy.ways.trustedNetwork': false,
  'policy.passwordChange': 'asked',
  'policy.privileged.allowed': false,
  'policy.privileged.lifetimeMinutes': 'lower',
  'policy.privileged.operatorRoleIds': 'fewer',
  'policy.privileged.approverRoleIds': 'fewer',
  'policy.privileged.approvals': 'higher',
  'close.revokeSignInSessions': true,
  'times.visibleSeconds': 'lower',
  'times.walkAwayRevealSeconds': 'lower',
  'times.walkAwayRegisterSeconds': 'lower',
  'times.walkAwayPhoneSeconds': 'lower',
  'times.walkAwayRetestSeconds': 'lower',
  'times.clockSkewSeconds': 'lower',
  'window.kiosk': true,
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const holdsAll = (of: unknown, all: unknown): boolean =>
  isList(of) && isList(all) && all.every((one) => of.includes(one));
const rank = (strength: unknown): number => badgeStrength.options.findIndex((one) => one === strength);
const rankOfPresence = (presence: unknown): number =>
  cardPresence.options.findIndex((one) => one === presence);
const asked = ['not-asked', 'offered', 'required'] as const;
const rankOfAsking = (how: unknown): number => asked.findIndex((one) => one === how);
const isBelow = (one: unknown, other: unknown): boolean =>
  typeof one === 'number' && typeof other === 'number' && one < other;

const stricterBy = (way: Way | undefined, locked: unknown, set: unknown): boolean => {
  switch (way) {
    case undefined:
      return false;
    case 'lower':
      return isBelow(set, locked);
    case 'higher':
      return isBelow(locked, set);
    case 'fewer':
      return holdsAll(locked, set);
    case 'more':
      return holdsAll(set, locked);
    case 'stronger':
      return rank(set) > rank(locked);
    case 'longer':
      return rankOfPresence(set) > rankOfPresence(locked);
    case 'asked':
      return rankOfAsking(set) > rankOfAsking(locked);
    default:
      return set === way;
  }
};

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value);

/** Paths, at or below `path`, at which `set` is neither what `locked` says nor stricter. Pure. */
export const weakened = (path: string, locked: unknown, set: unknown): readonly string[] => {
  if (isGroup(locked) && isGroup(set)) {
    const keys = [...new Set([...Object.keys(locked), ...Object.keys(set)])];
    return keys.flatMap((key) => weakened(`${path}.${key}`, locked[key], set[key]));
  }
  const same = JSON.stringify(locked) === JSON.stringify(set);
  return same || stricterBy(ways[path], locked, set) ? [] : [path];
};

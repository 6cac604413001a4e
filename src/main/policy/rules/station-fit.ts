import type { StationDevice } from '../../directory/index.ts';
import type { PolicyConfig } from '../config.ts';
import type { Finding } from '../decision.ts';
import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';

const DAY_MS = 86_400_000;

interface Looked {
  readonly device: StationDevice;
  readonly wanted: PolicyConfig['station'];
  readonly now: number;
}

const timeProblems = ({ device, wanted, now }: Looked): readonly Finding[] => {
  const seenAt = device.lastSeenAt === null ? -Infinity : Date.parse(device.lastSeenAt);
  const expiresAt = device.complianceExpiresAt === null ? Infinity : Date.parse(device.complianceExpiresAt);
  return [
    ...(seenAt >= now - wanted.seenWithinDays * DAY_MS
      ? []
      : [refuses('station.not-seen', { days: wanted.seenWithinDays })]),
    // No date is no doubt: the flag itself is what the tenant's own Conditional Access goes by.
    ...(expiresAt > now ? [] : [refuses('station.compliance-expired')]),
  ];
};

const problems = (looked: Looked): readonly Finding[] => {
  const { device, wanted } = looked;
  const { joinType } = device;
  return [
    ...(device.enabled === true ? [] : [refuses('station.disabled')]),
    ...(device.compliant === true ? [] : [refuses('station.not-compliant')]),
    ...(device.managed === true ? [] : [refuses('station.not-managed')]),
    ...(joinType !== null && wanted.joinTypes.includes(joinType)
      ? []
      : [refuses('station.join-type', { type: joinType ?? '?' })]),
    ...timeProblems(looked),
  ];
};

/** The workstation is one that the tenant knows, manages and holds for compliant; what it does not tell is not so. */
export const stationFit: Rule = {
  id: 'station-fit',
  source: 'TAP for CMMC Level 2, compromised laptop; zero trust guide 3.2',
  check: ({ config: { station: wanted }, facts }) => {
    if (!wanted.required) return [allows('station.not-asked')];
    if (!facts.station.known) return [refuses('station.unknown')];
    const device = facts.station.value;
    if (device === null) return [refuses('station.not-found')];
    return refusalsOr(problems({ device, wanted, now: facts.readAt }), allows('station.fit'));
  },
};

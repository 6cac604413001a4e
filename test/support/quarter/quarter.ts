import type { PersonClass, WatchInput } from '../../../src/main/monitoring/index.ts';
import { monitoringConfig } from '../../../src/main/monitoring/index.ts';
import { policyConfig } from '../../../src/main/policy/index.ts';
import { random as seeded } from '../random.ts';
import {
  changeEvent,
  groupEvent,
  ordinary,
  passEvent,
  passTimes,
  passUse,
  record,
  type Course,
  type Records,
} from './records.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Monday, by the site's clock, which is UTC here. */
const BEGIN = Date.UTC(2026, 5, 29);
const DAYS = 92;
const STATIONS = 10;
const OPERATORS = 20;
const PEOPLE = 9_000;

const GROUPS = ['group-onboarding', 'group-recovery'] as const;
const SCENARIOS = ['new-hire', 'lost-phone', 'new-hire', 're-registration'] as const;
const SITE = '192.0.2.10';
const ELSEWHERE = '198.51.100.7';

/** A quarter with what was planted in it. */
export interface Quarter {
  readonly input: WatchInput;
  /** Keys of what is to be found, by rule; nothing else is. */
  readonly planted: Readonly<Record<string, readonly string[]>>;
  /** Keys of what may still arrive. */
  readonly pending: Readonly<Record<string, readonly string[]>>;
  readonly enrollments: number;
}

const isWeekday = (day: number): boolean => (((BEGIN + day * DAY) / DAY + 4) % 7) % 6 !== 0;

const openDays = Array.from({ length: DAYS }, (_, day) => day).filter(isWeekday);

/** What the story of a quarter is told with. */
const createTeller = (seed: number) => {
  const random = seeded(seed);
  const records: Records = { entries: [], audit: [], signIns: [] };
  const planted: Record<string, string[]> = {};
  const pending: Record<string, string[]> = {};
  const people = new Map<string, PersonClass>();
  let [count, strangers] = [0, 0];

  /** A moment on an open day. */
  const dayAt = (index: number, hours: number): number => BEGIN + (openDays[index] ?? 0) * DAY + hours * HOUR;
  const between = (low: number, high: number): number => Math.floor(low + random() * (high - low));
  const newcomer = (more: Partial<PersonClass> = {}): string => {
    const id = `planted-${(strangers += 1)}`;
    people.set(id, { privileged: false, guest: false, emergencyAccess: false, ...more });
    return id;
  };
  const enroll = (more: Partial<Course> & Pick<Course, 'at'>): Course => {
    const number = (count += 1);
    const course: Course = {
      id: `e${number}`,
      station: stationFor(number, more.at, dayAt),
      operator: `operator-${number % OPERATORS}`,
      person: newcomer(),
      groupId: GROUPS[number % GROUPS.length] ?? GROUPS[0],
      network: SITE,
      ...ordinary,
      scenario: SCENARIOS[number % SCENARIOS.length] ?? 'new-hire',
      ...more,
    };
    record(records, course);
    return course;
  };
  const plant = (rule: string, key: string): void => void (planted[rule] ??= []).push(key);
  const late = (rule: string, key: string): void => void (pending[rule] ??= []).push(key);
  return {
    random,
    records,
    planted,
    pending,
    people,
    between,
    newcomer,
    enroll,
    plant,
    late,
    dayAt,
    enrollments: () => count,
  };
};

type Teller = ReturnType<typeof createTeller>;

/** The day without anything of methods in the tenant's log, as an index of the open days. */
const SILENT_DAY = 30;

/** Ordinary work: four in five end well, the others are refused or stopped; some register on a phone elsewhere. */
const tellOrdinary = ({ people, between, enroll, random, dayAt }: Teller, many: number): void => {
  for (let index = 0; index < many; index += 1) {
    const person = `person-${index % PEOPLE}`;
    people.set(person, { privileged: false, guest: false, emergencyAccess: false });
    const chance = random();
    const ending = chance < 0.05 ? 'refused' : chance < 0.1 ? 'stopped' : 'done';
    const phone = random() < 0.3;
    const [way, network] = phone
      ? (['passkey-on-phone', ELSEWHERE] as const)
      : (['security-key-here', SITE] as const);
    // The last open day is kept for what has not arrived yet.
    const day = Math.floor((index * (openDays.length - 1)) / many);
    enroll({ at: dayAt(day, 7) + between(20, 11 * 60) * MINUTE, person, ending, way, network });
  }
};

/** Hours of two days in which a desk stood open and wrote nothing. */
const silences = [
  { index: 12, station: 3 },
  { index: 44, station: 7 },
] as const;
const silentHours = { from: 9, until: 15 } as const;

/** Nobody enrolls at a desk that is silent: its work goes to the next one. */
const stationFor = (number: number, at: number, dayAt: Teller['dayAt']): string => {
  const silent = silences.some(
    ({ index, station }) =>
      station === number % STATIONS &&
      at > dayAt(index, silentHours.from) - 15 * MINUTE &&
      at < dayAt(index, silentHours.until),
  );
  return `desk-${(number + Number(silent)) % STATIONS}`;
};

/** What a desk writes by itself on one day. */
const tellDay = ({ records, plant, dayAt }: Teller, index: number, station: number): void => {
  const name = `desk-${station}`;
  const isSilent = silences.some((one) => one.index === index && one.station === station);
  const checked = { readBy: 'operator', checked: 63, notFine: [], unknown: [], closing: [], waived: [] };
  const write = (type: string, hours: number): void =>
    void records.entries.push({
      ...{ station: name, at: new Date(dayAt(index, hours)).toISOString(), type, enrollment: null },
      ...{ step: null, actor: 'station', subject: null, data: type === 'posture.checked' ? checked : {} },
    });
  write('desk.opened', 7);
  for (let hour = 8; hour < 19; hour += 1) {
    if (!isSilent || hour <= silentHours.from || hour >= silentHours.until) write('posture.checked', hour);
  }
  write('desk.closed', 19);
  if (isSilent) plant('log-silent', `${name} ${new Date(dayAt(index, silentHours.from)).toISOString()}`);
};

/** Desks open in the morning, write once an hour and close in the evening. */
const tellDesks = (teller: Teller): void => {
  for (const index of openDays.keys()) {
    for (let station = 0; station < STATIONS; station += 1) tellDay(teller, index, station);
  }
};

const plantPasses = ({ enroll, plant, newcomer, dayAt }: Teller): void => {
  for (let index = 0; index < 7; index += 1) {
    // Alternately at night and on a Saturday.
    const at = index % 2 === 0 ? dayAt(4 + index, 21) : dayAt(4, 0) + (1 + 7 * index) * DAY + 9 * HOUR;
    plant('outside-hours', `pass-${enroll({ at }).id}`);
  }
  for (let index = 0; index < 5; index += 1) {
    const person = newcomer();
    const [first] = [0, 1, 2, 3].map((hour) => enroll({ at: dayAt(6 + index, 8 + hour), person }));
    plant('several-passes', `pass-${first?.id ?? ''}`);
  }
  for (let index = 0; index < 9; index += 1) {
    const course = enroll({ at: dayAt(8 + index, 9), without: new Set(['use'] as const) });
    plant('not-used', `pass-${course.id}`);
  }
  for (let index = 0; index < 5; index += 1) {
    const course = enroll({ at: dayAt(10 + index, 10), without: new Set(['pass-audit'] as const) });
    plant('not-in-audit', `pass-${course.id}`);
  }
};

const plantPeople = ({ enroll, plant, newcomer, records, dayAt }: Teller): void => {
  const classes = [{ privileged: true }, { privileged: true }, { guest: true }, { emergencyAccess: true }];
  for (const [index, more] of classes.entries()) {
    plant('wrong-class', `pass-${enroll({ at: dayAt(14 + index, 11), person: newcomer(more) }).id}`);
  }
  // Consented to by a second person: this is how it is meant to be.
  for (let index = 0; index < 3; index += 1) {
    enroll({ at: dayAt(18 + index, 11), person: newcomer({ privileged: true }), path: 'privileged' });
  }
  for (let index = 0; index < 6; index += 1) {
    const [person, at] = [newcomer(), dayAt(20 + index, 12)];
    records.audit.push(passEvent(`foreign-${index}`, { at, by: 'somebody-else', person }));
    records.signIns.push(passUse(`foreign-${index}`, { at: at + 5 * MINUTE, person, address: SITE }));
    plant('outside-tapdesk', `pass-foreign-${index}`);
  }
  for (const [index, day] of [35, 50].entries()) {
    const operator = `operator-${5 + index}`;
    for (let one = 0; one < 50; one += 1) enroll({ at: dayAt(day, 8) + one * 11 * MINUTE, operator });
    plant('operator-rate', `${operator} ${new Date(dayAt(day, 0)).toISOString().slice(0, 10)}`);
  }
};

const plantAftermath = ({ enroll, plant, newcomer, records, dayAt }: Teller): void => {
  const stay = (course: Course): void =>
    plant(
      'membership-left',
      `${course.groupId} ${course.person} ${new Date(course.at + 70_000).toISOString()}`,
    );
  for (let index = 0; index < 3; index += 1) {
    stay(enroll({ at: dayAt(22 + index, 13), without: new Set(['leave'] as const) }));
    stay(enroll({ at: dayAt(25 + index, 13), leaveAfterMs: 3 * DAY }));
  }
  const [byHand, at] = [newcomer(), dayAt(28, 13)];
  records.audit.push(
    groupEvent('by-hand', { at, by: 'somebody-else', person: byHand, groupId: GROUPS[0], joins: true }),
  );
  plant('membership-left', `${GROUPS[0]} ${byHand} ${new Date(at).toISOString()}`);
  for (let index = 0; index < 3; index += 1) {
    const course = enroll({ at: dayAt(32 + index, 14), network: ELSEWHERE });
    plant('unexpected-use', `sign-in-${course.id}`);
  }
  for (let index = 0; index < 2; index += 1) {
    const course = enroll({ at: dayAt(36 + index, 14) });
    const use = { at: passTimes(course).over + 20 * MINUTE, person: course.person, address: SITE };
    records.signIns.push(passUse(`after-${index}`, use));
    plant('unexpected-use', `sign-in-after-${index}`);
  }
};

const plantChanges = ({ enroll, plant, records, dayAt }: Teller): void => {
  const change = (id: string, of: Parameters<typeof changeEvent>[1], isNear: boolean): void => {
    records.audit.push(changeEvent(id, of));
    if (isNear) plant('change-near-pass', `audit-${id}`);
  };
  const by = 'administrator';
  change('policy-1', { at: dayAt(40, 11), by, activity: 'Authentication Methods Policy Update' }, true);
  change('policy-2', { at: dayAt(41, 15), by, activity: 'Update Conditional Access policy' }, true);
  // At night there is no pass anywhere near.
  change('policy-3', { at: dayAt(42, 2), by, activity: 'Update Conditional Access policy' }, false);
  const course = enroll({ at: dayAt(43, 10) });
  const role = { by, activity: 'Add member to role' };
  change('role-1', { ...role, at: course.at - 20 * MINUTE, person: course.operator }, true);
  change('role-2', { ...role, at: course.at + 30 * MINUTE, person: course.person }, true);
  // A role of somebody who neither issued nor got a pass.
  change('role-3', { ...role, at: dayAt(45, 10), person: 'bystander' }, false);
};

/** The tenant's log has nothing of methods on one day; and what happened in the last minutes has not arrived. */
const tellLogs = ({ enroll, plant, late, records, dayAt }: Teller, now: number): void => {
  const day = new Date(dayAt(SILENT_DAY, 0)).toISOString().slice(0, 10);
  records.audit.splice(
    0,
    records.audit.length,
    ...records.audit.filter(({ at, service }) => !at.startsWith(day) || service !== 'Authentication Methods'),
  );
  plant('log-silent', `audit ${day}`);
  for (let index = 0; index < 4; index += 1) {
    const course = enroll({
      at: now - (30 - index) * MINUTE,
      without: new Set(['pass-audit', 'use'] as const),
    });
    late('not-in-audit', `pass-${course.id}`);
    late('not-used', `pass-${course.id}`);
  }
};

/**
 * A quarter of ten desks, twenty operators and some ten thousand enrollments, with anomalies of every kind that is
 * watched for. The same seed gives the same quarter.
 */
export const simulatedQuarter = (seed: number, many = 10_000): Quarter => {
  const teller = createTeller(seed);
  const now = teller.dayAt(openDays.length - 1, 15);
  tellOrdinary(teller, many);
  tellDesks(teller);
  plantPasses(teller);
  plantPeople(teller);
  plantAftermath(teller);
  plantChanges(teller);
  tellLogs(teller, now);
  const { records, people, planted, pending } = teller;
  const reading = {
    known: true,
    from: new Date(BEGIN).toISOString(),
    until: new Date(now).toISOString(),
  } as const;
  const inTime = ({ at }: { readonly at: string }): boolean => Date.parse(at) <= now;
  const entries = records.entries
    .filter(inTime)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    input: {
      now,
      monitoring: monitoringConfig.parse({ networks: ['192.0.2.0/24'] }),
      policy: policyConfig.parse({}),
      people: { known: true, value: people },
      entries,
      audit: { ...reading, events: records.audit.filter(inTime) },
      signIns: { ...reading, events: records.signIns.filter(inTime) },
      groupIds: GROUPS,
    },
    planted,
    pending,
    enrollments: teller.enrollments(),
  };
};

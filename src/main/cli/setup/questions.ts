import { valueAt } from '../../config/index.ts';

/** One thing that only the site knows. */
export interface Question {
  /** As an option: `--station-id ID`. */
  readonly option: string;
  /** Where it stands in the configuration. */
  readonly path: string;
  readonly sentence: string;
  /** May be left empty: the configuration then has its default, and what follows from that is said. */
  readonly optional?: true;
  /** Several, separated by commas. */
  readonly list?: true;
  /** Taken when the answer is empty. */
  readonly fallback?: string;
}

export const questions: readonly Question[] = [
  {
    option: 'station-id',
    path: 'station.id',
    sentence: 'A short name of this station for the record, in small letters, digits and hyphens',
  },
  { option: 'station-name', path: 'station.name', sentence: 'The name that people see at the top' },
  { option: 'site', path: 'station.site', sentence: 'The site or company' },
  {
    option: 'help-contact',
    path: 'station.helpContact',
    sentence: 'Whom people call when something does not work',
  },
  {
    option: 'language',
    path: 'station.language',
    sentence: 'The language it opens in: en, es, fr, de, pt or zh',
    fallback: 'en',
  },
  {
    option: 'cloud',
    path: 'tenant.cloud',
    sentence: "The tenant's cloud: global, gcc-high or dod",
    fallback: 'global',
  },
  { option: 'tenant-id', path: 'tenant.tenantId', sentence: 'The directory (tenant) id' },
  {
    option: 'client-id',
    path: 'tenant.clientId',
    sentence: "The application (client) id of the desk's registration",
  },
  {
    option: 'device-id',
    path: 'policy.station.deviceId',
    sentence: 'The device id of this station (dsregcmd /status); empty if it has none yet',
    optional: true,
  },
  {
    option: 'emergency-groups',
    path: 'policy.emergencyAccessGroupIds',
    sentence:
      'Object ids of the groups of emergency-access accounts, separated by commas; empty for none yet',
    optional: true,
    list: true,
  },
];

type Tree = Readonly<Record<string, unknown>>;

/** The same with a value at a path such as `station.id`. Pure. */
export const withValue = (tree: Tree, path: string, value: unknown): Tree => {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...tree, [key]: value };
  const inner = valueAt(tree, key);
  const below: Tree = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  return { ...tree, [key]: withValue(below, rest.join('.'), value) };
};

/** What an answer means in the configuration; undefined where it says nothing. Pure. */
export const valueOf = ({ list, fallback }: Question, answer: string): unknown => {
  const text = answer.trim() === '' ? (fallback ?? '') : answer.trim();
  if (text === '') return undefined;
  return list === true
    ? text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '')
    : text;
};

/** A configuration that is accepted, to hold one answer against the schema. */
const plausible: Tree = {
  station: { id: 'station', name: 'Station', site: 'Site', helpContact: 'Help' },
  tenant: {
    cloud: 'global',
    tenantId: '00000000-0000-4000-8000-000000000001',
    clientId: '00000000-0000-4000-8000-000000000002',
  },
};

/** What is wrong with one answer by itself, or null. Pure. */
export const complaintOf = (
  question: Question,
  value: unknown,
  check: (config: unknown) => unknown,
): string | null => {
  try {
    check(withValue(plausible, question.path, value));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

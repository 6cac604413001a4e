import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { merged, type Json } from './merge.ts';
import { configSchema } from './schema.ts';
import { settingsOf, type Setting } from './settings.ts';

/** Where management tools write what the template says (assets/windows/policies), for the whole machine. */
export const policiesKey = String.raw`HKLM\SOFTWARE\Policies\Tapdesk`;

/** Asks the registry for a key and all below it. @returns what `reg query` prints; null: there is no such key */
export type QueryRegistry = (key: string) => string | null;

const hexadecimal = 16;

const wrong = ({ path: dotted }: Setting, wanted: string, type: string): Error =>
  new Error(`${dotted}: ${wanted} is expected, not ${type}`);

const numberOf = (setting: Setting, type: string, text: string): number => {
  const digits = /^0x([0-9a-f]{1,8})$/i.exec(text)?.[1];
  if (type !== 'REG_DWORD' || digits === undefined) throw wrong(setting, 'REG_DWORD', type);
  return Number.parseInt(digits, hexadecimal);
};

const jsonOf = (setting: Setting, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${setting.path}: JSON is expected`, { cause: error });
  }
};

/** One value as `reg query` prints it. @throws Error in a sentence, for one that is no value of this setting */
const valueOf = (setting: Setting, type: string, text: string): unknown => {
  switch (setting.kind) {
    case 'switch':
      return numberOf(setting, type, text) !== 0;
    case 'number':
      return numberOf(setting, type, text);
    case 'list':
      if (type !== 'REG_MULTI_SZ') throw wrong(setting, 'REG_MULTI_SZ', type);
      return text.split(String.raw`\0`).filter((one) => one !== '');
    default:
      if (type !== 'REG_SZ') throw wrong(setting, 'REG_SZ', type);
      return setting.kind === 'json' ? jsonOf(setting, text) : text;
  }
};

interface Printed {
  readonly dotted: string;
  readonly type: string;
  readonly text: string;
}

const keyLine = /^HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Tapdesk(?:\\(.*))?$/i;
const valueLine = /^ {4}(\S+) {4}(REG_\w+)(?: {4}(.*))?$/;

/** Each value with its path below our key, in dots. */
const valuesIn = (printed: string): readonly Printed[] => {
  const values: Printed[] = [];
  let folder = '';
  for (const line of printed.split(/\r?\n/)) {
    const key = keyLine.exec(line);
    if (key !== null) folder = (key[1] ?? '').replaceAll('\\', '.');
    const [, name, type = '', text = ''] = valueLine.exec(line) ?? [];
    if (name !== undefined) values.push({ dotted: folder === '' ? name : `${folder}.${name}`, type, text });
  }
  return values;
};

const at = (dotted: string, value: unknown): Json =>
  dotted.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Json;

/**
 * What the policies say, as a configuration of its own, with all of it locked: a file may only say the same or something
 * stricter.
 *
 * @param printed by `reg query KEY /s`
 * @throws Error naming a value that is of no setting, or not of its kind
 */
export const parsePolicies = (printed: string, settings: readonly Setting[]): Json => {
  const known = new Map(settings.map((setting) => [setting.path.toLowerCase(), setting] as const));
  let json: Json = {};
  const locked: string[] = [];
  for (const { dotted, type, text } of valuesIn(printed)) {
    const setting = known.get(dotted.toLowerCase());
    if (setting === undefined) throw new Error(`${dotted}: there is no such setting`);
    json = merged(json, at(setting.path, valueOf(setting, type, text)));
    locked.push(setting.path);
  }
  return locked.length === 0 ? {} : { ...json, locked };
};

/** By the system's own program. Not tried on Windows. */
const queryRegistry: QueryRegistry = (key) => {
  const program = path.win32.join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'reg.exe');
  try {
    return execFileSync(program, ['query', key, '/s'], { encoding: 'utf8', windowsHide: true });
  } catch {
    return null;
  }
};

/** @throws Error as above */
export const readPolicies = (query: QueryRegistry = queryRegistry): Json =>
  parsePolicies(query(policiesKey) ?? '', settingsOf(configSchema));

/** Whether a management tool has set anything here. */
export const hasPolicies = (platform: NodeJS.Platform, query: QueryRegistry = queryRegistry): boolean =>
  platform === 'win32' && query(policiesKey) !== null;

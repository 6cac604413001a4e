import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readConfig, type Config } from '../../config/index.ts';
import { htmlOf, markdownOf } from '../../document/index.ts';
import {
  writtenPolicyOf,
  writtenPolicyPage,
  writtenPolicySchema,
  type WrittenPolicy,
} from '../../written-policy/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { wordsOf } from '../words.ts';
import { UsageError } from '../usage-error.ts';

const formats = ['html', 'markdown', 'json'] as const;
type Format = (typeof formats)[number];

interface Asked {
  readonly format: Format;
  readonly out: string | null;
  readonly previous: WrittenPolicy | null;
}

/** A version that was kept. @throws UsageError when the file is none */
export const keptPolicy = (file: string): WrittenPolicy => {
  try {
    return writtenPolicySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`${file} is no written policy as JSON, from --format json`, error);
  }
};

const askedIn = ({ args, json }: Invocation): Asked => {
  const words = wordsOf(args, {
    format: { type: 'string' },
    out: { type: 'string' },
    previous: { type: 'string' },
    json: { type: 'boolean' },
  });
  const format = formats.find((one) => one === (json ? 'json' : (words.format ?? 'html')));
  if (format === undefined) throw new UsageError(`--format takes ${formats.join(', ')}`);
  const out = words.out ?? null;
  if (out !== null && existsSync(out)) throw new UsageError(`${out} is there already`);
  return { format, out, previous: words.previous === undefined ? null : keptPolicy(words.previous) };
};

const textOf = (policy: WrittenPolicy, config: Config, format: Format): string => {
  if (format === 'json') return `${JSON.stringify(policy, null, 2)}\n`;
  const page = writtenPolicyPage(policy, config);
  return format === 'html' ? htmlOf(page) : markdownOf(page);
};

const configOf = async ({ configFiles, openTenant }: Invocation): Promise<Config> =>
  configFiles.length > 0 ? readConfig(...configFiles) : (await openTenant({ part: 'supervisor' })).config;

const run = async (invocation: Invocation): Promise<ExitStatus> => {
  const { format, out, previous } = askedIn(invocation);
  const config = await configOf(invocation);
  const policy = writtenPolicyOf(config, { previous, madeAt: invocation.now() });
  const text = textOf(policy, config, format);
  if (out === null) invocation.output.out(text);
  else {
    writeFileSync(out, text, { flag: 'wx', mode: 0o600 });
    invocation.output.out(`version ${policy.version}, ${policy.changes.length} settings changed: ${out}\n`);
  }
  return previous !== null && previous.sha256 !== policy.sha256 ? FOUND : FINE;
};

/** `tapdesk policy document`: the written policy, from the configuration. */
export const policyDocument: Command = {
  name: 'policy document',
  usage: [
    '[--format html|markdown|json] [--previous FILE] [--out FILE] [--json]',
    'The written policy, from the configuration, with a place for sign-off. --previous names the version before',
    '(as JSON): what has changed against it is told, and the version counts on.',
    'Exit status 0: it is the first version, or nothing has changed. 1: something has.',
  ].join('\n'),
  run,
};

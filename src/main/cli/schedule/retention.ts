import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { readConfig, type Config } from '../../config/index.ts';
import { earlierFiles, filesOf, lookInto, removePersonal, type JournalFiles } from '../../journal/index.ts';
import {
  isToBeSealed,
  personalBefore,
  planEpochs,
  type EpochPlan,
  type KeptEpoch,
} from '../../retention/index.ts';
import { FINE, FOUND, type Command, type Invocation } from '../command.ts';
import { journalExport } from '../journal/export.ts';
import { journalPrune } from '../journal/prune.ts';
import { journalSeal } from '../journal/seal.ts';
import { argumentsOf } from '../monitoring/arguments.ts';
import { exportFolderOf } from '../monitoring/export-folder.ts';
import { UsageError } from '../usage-error.ts';
import { captured, type Captured } from './captured.ts';

/** One thing that was done or left, in words. `failed`: it could not be done, and why. */
interface Step {
  readonly what: 'export' | 'prune' | 'redact' | 'seal' | 'keep';
  readonly about: string;
  readonly result: string;
  readonly failed: boolean;
}

interface Asked {
  readonly apply: boolean;
  readonly config: Config;
  readonly files: JournalFiles;
  readonly exportFolder: string;
  /** Public keys that an export must verify by. */
  readonly keys: readonly string[];
}

const readAsked = ({ args, configFiles }: Invocation): Asked => {
  if (configFiles.length === 0) throw new UsageError('say which station: --config FILE');
  const apply = args.includes('--apply');
  const rest = args.filter((one) => one !== '--apply');
  const { values } = argumentsOf(rest, ['dir', 'key']);
  const config = readConfig(...configFiles);
  const folder = values['dir'] ?? config.dataFolder;
  if (folder === null) throw new UsageError('say where the journal is: --dir DIR, or dataFolder');
  const files = filesOf(path.join(folder, 'journal.sqlite'));
  if (!existsSync(files.current)) throw new UsageError(`${files.current} is not there`);
  const keys = [values['key'] ?? path.join(folder, 'station-key.public.jwk')];
  return { apply, config, files, exportFolder: exportFolderOf(config, folder), keys };
};

const lastAtOf = (file: string): number | null => {
  try {
    const { endedAt } = lookInto(file);
    return endedAt === null ? null : Date.parse(endedAt);
  } catch {
    return null;
  }
};

const epochsOf = ({ files }: Asked): readonly KeptEpoch[] =>
  earlierFiles(files).map((one) => ({ ...one, lastAt: one.how === 'sealed' ? lastAtOf(one.file) : null }));

const step = (what: Step['what'], about: string, result: string): Step => ({
  ...{ what, about: path.basename(about), result, failed: false },
});

/** What a command that was run on the way came to. */
const stepOf = (what: Step['what'], about: string, { status, out }: Captured): Step => ({
  ...step(what, about, out.trim()),
  failed: status !== FINE,
});

/** Exports a sealed epoch where it was not yet, then has it pruned; `journal prune` verifies the export first. */
const pruneOne = async (
  { file, epoch }: KeptEpoch,
  { exportFolder, keys }: Asked,
  invocation: Invocation,
): Promise<readonly Step[]> => {
  mkdirSync(exportFolder, { recursive: true, mode: 0o700 });
  const target = path.join(exportFolder, `journal-epoch-${epoch}.jsonl`);
  const steps: Step[] = [];
  if (!existsSync(target)) {
    const exported = await captured(journalExport, [file, '--out', target], invocation);
    steps.push(stepOf('export', target, exported));
  }
  const args = [file, '--export', target, ...keys.flatMap((key) => ['--key', key])];
  return [...steps, stepOf('prune', file, await captured(journalPrune, args, invocation))];
};

const redactOne = (file: string, before: string): Step => {
  try {
    return step('redact', file, `${removePersonal(file, before)} personal values removed`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...step('redact', file, why), failed: true };
  }
};

/** What would be done, without doing it. */
const proposed = (plans: readonly EpochPlan[], before: string | null, seals: boolean): readonly Step[] => [
  ...plans.map((plan) =>
    plan.what === 'prune'
      ? step('prune', plan.epoch.file, 'to be exported and pruned')
      : step('keep', plan.epoch.file, plan.because),
  ),
  ...(before === null ? [] : [step('redact', 'all epochs', `personal values before ${before}`)]),
  ...(seals ? [step('seal', 'the epoch that is written', 'at the next start of the desk')] : []),
];

const apply = async (asked: Asked, invocation: Invocation): Promise<readonly Step[]> => {
  const { config, files } = asked;
  const now = invocation.now();
  const steps: Step[] = [];
  for (const plan of planEpochs(epochsOf(asked), config.retention, now)) {
    if (plan.what === 'prune') steps.push(...(await pruneOne(plan.epoch, asked, invocation)));
    else steps.push(step('keep', plan.epoch.file, plan.because));
  }
  const before = personalBefore(config.retention, now);
  if (before !== null) {
    const left = [
      files.current,
      ...earlierFiles(files).flatMap((one) => (one.how === 'sealed' ? one.file : [])),
    ];
    steps.push(...left.map((file) => redactOne(file, before)));
  }
  if (isToBeSealed(lookInto(files.current).begunAt, config.retention, now)) {
    steps.push(stepOf('seal', files.current, await captured(journalSeal, [files.current], invocation)));
  }
  return steps;
};

/** `tapdesk retention`: lets go what the site keeps no longer, never under a legal hold. */
export const retention: Command = {
  name: 'retention',
  usage: [
    '[--apply] [--dir DIR] [--key PUBLIC.jwk] [--json]',
    'Says what of the station is kept no longer by the settings under retention: sealed epochs, personal values, and',
    'whether the epoch is to be sealed. --apply does it: an epoch is exported and the export verified by the key first.',
    'Exit status 0: nothing is left to do. 1: something could not be done.',
  ].join('\n'),
  run: async (invocation) => {
    const asked = readAsked(invocation);
    const { config, files } = asked;
    const now = invocation.now();
    const steps = asked.apply
      ? await apply(asked, invocation)
      : proposed(
          planEpochs(epochsOf(asked), config.retention, now),
          personalBefore(config.retention, now),
          isToBeSealed(lookInto(files.current).begunAt, config.retention, now),
        );
    const { legalHold } = config.retention;
    const { out } = invocation.output;
    const lines = [
      ...(legalHold === null
        ? []
        : [`a legal hold stands since ${legalHold.since} (${legalHold.reference})`]),
      ...steps.map(({ what, about, result, failed }) => `${failed ? '! ' : ''}${what} ${about}: ${result}`),
    ];
    out(invocation.json ? `${JSON.stringify({ legalHold, steps }, null, 2)}\n` : `${lines.join('\n')}\n`);
    return steps.some(({ failed }) => failed) ? FOUND : FINE;
  },
};

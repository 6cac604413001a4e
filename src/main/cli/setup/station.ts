import { existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkConfig, checkLayers, lintConfig, readLayer, valueAt, type Layer } from '../../config/index.ts';
import type { Ask } from '../ask.ts';
import { CANNOT_RUN, FINE, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { doctor } from '../posture/doctor.ts';
import { UsageError } from '../usage-error.ts';
import { administratorList } from './administrator-list.ts';
import { complaintOf, questions, valueOf, withValue, type Question } from './questions.ts';

type Json = Layer['json'];

interface Asked {
  readonly out: string;
  readonly overwrite: boolean;
  readonly doctor: boolean;
  readonly answers: Readonly<Record<string, string | undefined>>;
}

const ownOptions = ['out', 'overwrite', 'no-doctor', 'json'];

const readArgs = ({ args, siteFile }: Invocation): Asked => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        overwrite: { type: 'boolean', default: false },
        'no-doctor': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        ...Object.fromEntries(questions.map(({ option }) => [option, { type: 'string' } as const])),
      },
    });
    const given = Object.entries(values).filter(([name]) => !ownOptions.includes(name));
    const answers = Object.fromEntries(
      given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    );
    const out = typeof values.out === 'string' ? values.out : siteFile;
    if (out === null) throw new UsageError('setup: say where the configuration goes: --out FILE');
    return {
      out: path.resolve(out),
      overwrite: values.overwrite,
      doctor: !values['no-doctor'] && !values.json,
      answers,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`setup: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** One answer: the option's, or the person's, who is asked again until it fits. @returns undefined for none */
const answerTo = async (question: Question, given: string | undefined, ask: Ask): Promise<unknown> => {
  for (let text = given, told = ''; ; text = undefined) {
    const shown = question.fallback === undefined ? '' : ` [${question.fallback}]`;
    const answer = text ?? (await ask(`${told}${question.sentence}${shown}: `));
    if (answer === null) return undefined;
    const value = valueOf(question, answer);
    if (value === undefined && question.optional === true) return undefined;
    const complaint = value === undefined ? 'an answer is needed' : complaintOf(question, value, checkConfig);
    if (complaint === null) return value;
    if (text !== undefined) throw new UsageError(`setup: --${question.option}: ${complaint}`);
    told = `${complaint}\n`;
  }
};

/** What is not said yet by the machine's own file, which is never asked for again. */
const collect = async (asked: Asked, before: readonly Layer[], ask: Ask): Promise<Json> => {
  let config: Json = {};
  const missing: string[] = [];
  for (const question of questions) {
    const given = asked.answers[question.option];
    const known = before.some(({ json }) => valueAt(json, question.path) !== undefined);
    if (known && given === undefined) continue;
    const nobody = question.optional === true || question.fallback !== undefined;
    const value = (await answerTo(question, given, ask)) ?? question.fallback;
    if (value === undefined && !nobody) missing.push(`--${question.option}`);
    if (value !== undefined) config = withValue(config, question.path, value);
  }
  if (missing.length > 0)
    throw new UsageError(`setup: nobody is there to be asked. Say ${missing.join(', ')}`);
  return config;
};

const mayWrite = async ({ out, overwrite }: Asked, ask: Ask): Promise<boolean> => {
  if (overwrite || !existsSync(out)) return true;
  const answer = await ask(
    `${out} is there already. Replace it? The old one is kept beside it. (yes/no) [no]: `,
  );
  return answer?.trim().toLowerCase() === 'yes';
};

/** Written beside and moved, so that a desk never reads half of it; what was there is kept. */
const write = (out: string, config: Json): void => {
  const beside = `${out}.new`;
  try {
    writeFileSync(beside, `${JSON.stringify(config, null, 2)}\n`, { flush: true, mode: 0o640 });
    if (existsSync(out)) renameSync(out, `${out}.before`);
    renameSync(beside, out);
  } catch (error) {
    throw new Error(
      `${out} cannot be written by this account. Say --out FILE with a file of your own, and as an administrator copy it there, readable for the desk's account.`,
      { cause: error },
    );
  }
};

const run = async (invocation: Invocation): Promise<ExitStatus> => {
  const { output, json, ask, configFiles, openTenantWith } = invocation;
  const asked = readArgs(invocation);
  const before = configFiles.filter((file) => path.resolve(file) !== asked.out).map(readLayer);
  if (!(await mayWrite(asked, ask))) {
    output.error(`${asked.out} is there already, and nothing was changed. To replace it: --overwrite\n`);
    return CANNOT_RUN;
  }
  const site = await collect(asked, before, ask);
  const config = checkLayers([...before, { file: asked.out, json: site }]);
  write(asked.out, site);
  const weaker = lintConfig(config);
  const request = administratorList(config);
  if (json) {
    output.out(`${JSON.stringify({ file: asked.out, weaker, request }, null, 2)}\n`);
    return FINE;
  }
  output.out(`Written: ${asked.out}\n\nWeaker than the requirements, or open:\n`);
  output.out(weaker.map(({ setting, message }) => `  ${setting}: ${message}\n`).join('') || '  nothing\n');
  output.out(`\nAsk the tenant's administrator for:\n${request.map((one) => `  - ${one}\n`).join('')}`);
  if (!asked.doctor) return FINE;
  output.out('\nThe doctor:\n');
  const files = [...before.map(({ file }) => file), asked.out];
  return doctor.run({ ...invocation, args: [], configFiles: files, openTenant: openTenantWith(files) });
};

/** `tapdesk setup`: a configuration for this site, what the administrator has to do for it, and the doctor. */
export const setup: Command = {
  name: 'setup',
  usage:
    `[--out FILE] [--overwrite] [--no-doctor] [--json] [${questions.map(({ option }) => `--${option} …`).join('] [')}]\n` +
    'Writes a site configuration from the options, asking for those that are missing, says what to ask the administrator\n' +
    'for, and runs the doctor. What the machine’s own file says is not asked for. With --json the doctor is not run.',
  run,
};

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { complaintsOf, policyDefaults, readConfig } from '../../config/index.ts';
import { decide } from '../../policy/index.ts';
import { scenario as scenarios, type Scenario } from '../../../shared/index.ts';
import { FINE, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { wordsOf } from '../words.ts';
import { inWords, statusOf, toAnswer } from './answer.ts';
import { assumedIn, factsFile, inputFrom, type FactsFile } from './facts-file.ts';
import { table, type Row } from './table.ts';
import { openWhatIf } from './what-if.ts';

type Asked =
  | { readonly on: 'file'; readonly file: string }
  | { readonly on: 'user'; readonly userPrincipalName: string; readonly scenario: Scenario | null }
  | { readonly on: 'all' };

const parsed = (args: readonly string[]) =>
  wordsOf(args, {
    facts: { type: 'string' },
    user: { type: 'string' },
    scenario: { type: 'string' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });

const scenarioOf = (text: string | undefined): Scenario | null => {
  if (text === undefined) return null;
  const found = scenarios.safeParse(text);
  if (found.success) return found.data;
  throw new UsageError(`--scenario: there is no ${text}; it is one of ${scenarios.options.join(', ')}`);
};

const readArgs = (args: readonly string[]): Asked => {
  const { facts, user, scenario, all } = parsed(args);
  if ([facts !== undefined, user !== undefined, all].filter(Boolean).length !== 1)
    throw new UsageError('policy decide: say one of --facts FILE, --user UPN, --all');
  if (facts !== undefined) return { on: 'file', file: facts };
  return user === undefined
    ? { on: 'all' }
    : { on: 'user', userPrincipalName: user, scenario: scenarioOf(scenario) };
};

/** @throws Error naming the file, and the path of each bad value */
const readFacts = (file: string): FactsFile => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${String(error)}`, { cause: error });
  }
  const facts = factsFile.safeParse(json);
  if (facts.success) return facts.data;
  throw new Error(`${file}:\n${complaintsOf(facts.error, factsFile).join('\n')}`);
};

const onFile = ({ output, json, configFiles }: Invocation, file: string): ExitStatus => {
  const config = configFiles.length === 0 ? policyDefaults() : readConfig(...configFiles);
  const facts = readFacts(file);
  const [decision, assumed] = [decide(inputFrom(facts, config)), assumedIn(facts)];
  output.out(json ? `${JSON.stringify(toAnswer(decision, assumed), null, 2)}\n` : inWords(decision, assumed));
  return statusOf(decision);
};

const onUser = async (
  { output, json, openTenant, now }: Invocation,
  { userPrincipalName, scenario }: Extract<Asked, { on: 'user' }>,
): Promise<ExitStatus> => {
  const tenant = await openTenant({ part: 'operator' });
  const whatIf = await openWhatIf(tenant, now());
  const { id } = await tenant.directory.readPerson(userPrincipalName, { correlationId: randomUUID() });
  const { decision, assumed } = await whatIf(id, scenario);
  output.out(json ? `${JSON.stringify(toAnswer(decision, assumed), null, 2)}\n` : inWords(decision, assumed));
  return statusOf(decision);
};

const onAll = async ({ output, json, openTenant, now }: Invocation): Promise<ExitStatus> => {
  const tenant = await openTenant({ part: 'operator' });
  if (tenant.simulation === null) throw new UsageError('--all decides on the people of a --simulated tenant');
  const whatIf = await openWhatIf(tenant, now());
  // Whoever has signed in cannot even read passes of their own, and never enrolls themselves.
  const others = tenant.simulation.users.filter(({ id }) => id !== tenant.personId);
  const rows: Row[] = [];
  for (const { id, part = '' } of others) rows.push({ part, ...(await whatIf(id, null)) });
  const answers = rows.map(({ decision, assumed, ...row }) => ({ ...row, ...toAnswer(decision, assumed) }));
  output.out(json ? `${JSON.stringify({ people: answers }, null, 2)}\n` : table(rows));
  return FINE;
};

/** `tapdesk policy decide`: the desk's policy tried on facts, on one person, or on a whole simulated tenant. */
export const policyDecide: Command = {
  name: 'policy decide',
  usage:
    '--facts FILE | --user UPN [--scenario S] | --all  [--json]\n' +
    'Decides as the desk would and changes nothing. A fact that is missing in FILE refuses and is named.\n' +
    '--user reads the tenant and supposes that the person is checked; --all does so for a simulated tenant.\n' +
    'Exit status 0: allowed. 1: refused, or somebody must approve. --all: 0.',
  run: async (invocation) => {
    const asked = readArgs(invocation.args);
    switch (asked.on) {
      case 'file':
        return onFile(invocation, asked.file);
      case 'user':
        return onUser(invocation, asked);
      case 'all':
        return onAll(invocation);
    }
  },
};

// npm run demo -- --walkthrough NAME|all --out DIR: both people, played through the real screens.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareDesktop } from '../launch/index.ts';
import { runMain } from '../main.ts';
import { say, SetupError } from '../setup/report.mjs';
import { badgeKinds } from './badge.ts';
import { walkthroughsNamed, type Walkthrough } from './names.ts';
import { walk, type Summary, type WalkOptions } from './walk.ts';

/** npm starts scripts in the checkout; what a person types is meant from where they are. */
const fromCaller = (file: string): string => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

const asExpected = ({ outcome }: Walkthrough, summary: Summary): boolean =>
  summary.outcome === outcome &&
  summary.tenant.livePasses === 0 &&
  summary.tenant.strayMemberships === 0 &&
  summary.journal.verified;

const options = {
  walkthrough: { type: 'string' },
  out: { type: 'string', default: 'walkthrough' },
  badge: { type: 'string', default: 'wedge' },
  latency: { type: 'string' },
  faults: { type: 'string' },
  record: { type: 'string' },
} as const;

/** What the command line asks for. @throws SetupError saying what is wrong with it */
const read = () => {
  const { values } = parseArgs({ options });
  const badge = badgeKinds.find((one) => one === values.badge);
  if (badge === undefined) throw new SetupError(`--badge is one of ${badgeKinds.join(', ')}`);
  const tenantArgs = [
    // Without any, what the machine does would be over before it can be seen.
    ...['--latency', values.latency ?? '150'],
    ...(values.faults === undefined ? [] : ['--faults', fromCaller(values.faults)]),
  ];
  return {
    chosen: walkthroughsNamed(values.walkthrough ?? 'all'),
    out: fromCaller(values.out),
    badge,
    recordFile: values.record === undefined ? null : fromCaller(values.record),
    tenantArgs,
  };
};

const playOne = async (
  walkthrough: Walkthrough,
  options: Omit<WalkOptions, 'walkthrough'>,
): Promise<boolean> => {
  const { name } = walkthrough;
  try {
    const { summary } = await walk({ ...options, walkthrough });
    const good = asExpected(walkthrough, summary);
    say(`${name}: ${summary.outcome}${good ? '' : ' – NOT AS IT SHOULD BE'} (${options.folder ?? ''})`);
    return good;
  } catch (error) {
    say(`${name}: could not be played to its end: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
};

await runMain(async () => {
  const { chosen, out, recordFile, tenantArgs, badge } = read();
  const desktop = await prepareDesktop();
  let bad = 0;
  try {
    for (const walkthrough of chosen) {
      const folder = chosen.length === 1 ? out : path.join(out, walkthrough.name);
      mkdirSync(folder, { recursive: true });
      if (!(await playOne(walkthrough, { desktop, folder, tenantArgs, recordFile, badge }))) bad += 1;
    }
  } finally {
    await desktop.dispose();
  }
  return bad === 0 ? 0 : 1;
});

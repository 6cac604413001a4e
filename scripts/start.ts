// npm start -- --config FILE [--config FILE]: the desk on a real tenant, from this checkout.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.ts';
import { prepareDesktop } from './launch/index.ts';
import { runDesk } from './launch/run-desk.ts';
import { runMain } from './main.ts';
import { SetupError } from './setup/report.mjs';

/** npm starts scripts in the checkout; what a person types is meant from where they are. */
const fromCaller = (file: string): string => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

const configFiles = (): readonly string[] => {
  const { values } = parseArgs({ options: { config: { type: 'string', multiple: true } }, strict: false });
  const named = [values.config ?? []].flat().filter((one) => typeof one === 'string');
  if (named.length === 0) {
    throw new SetupError(
      'usage: npm start -- --config FILE  (to try Tapdesk without a tenant: npm run demo)',
    );
  }
  const files = named.map(fromCaller);
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new SetupError(`there is no configuration file ${missing}.`);
  return files;
};

await runMain(async () => {
  const files = configFiles();
  await ensureBuilt();
  const desktop = await prepareDesktop({ home: 'kept', signals: 'caller' });
  try {
    return await runDesk(
      desktop,
      files.flatMap((file) => ['--config', desktop.handOver(file)]),
    );
  } finally {
    await desktop.dispose();
  }
});

// npm start -- --config FILE: the desk on a real tenant, from this checkout.
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

const configFile = (): string => {
  const { values } = parseArgs({ options: { config: { type: 'string' } }, strict: false });
  if (typeof values.config !== 'string') {
    throw new SetupError(
      'usage: npm start -- --config FILE  (to try Tapdesk without a tenant: npm run demo)',
    );
  }
  const file = fromCaller(values.config);
  if (!existsSync(file)) throw new SetupError(`there is no configuration file ${file}.`);
  return file;
};

await runMain(async () => {
  const config = configFile();
  await ensureBuilt();
  const desktop = await prepareDesktop({ home: 'kept', signals: 'caller' });
  try {
    return await runDesk(desktop, ['--config', desktop.handOver(config)]);
  } finally {
    await desktop.dispose();
  }
});

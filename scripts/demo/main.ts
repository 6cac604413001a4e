// npm run demo: the desk on a simulated tenant, for a person to play with or (--walkthrough) played by itself.
import { spawn } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from '../build.ts';
import { prepareDesktop, type Desktop } from '../launch/index.ts';
import { runDesk } from '../launch/run-desk.ts';
import { startTenant, type TenantInfo } from '../launch/tenant.ts';
import { runMain } from '../main.ts';
import { root } from '../setup/paths.mjs';
import { say } from '../setup/report.mjs';
import { demoConfig } from '../../src/main/cli/index.ts';

/** Files that the desk reads lie where the user it runs as can read them. */
const writeConfig = (desktop: Desktop, tenant: TenantInfo): string => {
  const files = desktop.makeDataFolder('demo');
  const caFile = path.join(files, 'ca.pem');
  const config = path.join(files, 'config.json');
  copyFileSync(tenant.caFile, caFile);
  const content = demoConfig(
    tenant,
    { caFile, dataFolder: desktop.makeDataFolder('station') },
    { simulatedKey: true },
  );
  writeFileSync(config, JSON.stringify(content, null, 2), { mode: 0o644 });
  return config;
};

const sayWhereItIs = (desktop: Desktop): void => {
  if (!desktop.virtualDisplay) return;
  say(`no display here: the desk is on a virtual one, ${desktop.env['DISPLAY'] ?? ''}, until Ctrl+C.`);
  say(
    'to see it played, with a picture of every screen: npm run demo -- --walkthrough new-hire --out demo-pictures',
  );
};

const openDesk = async (tenantArgs: readonly string[]): Promise<number> => {
  const tenant = await startTenant(tenantArgs);
  const desktop = await prepareDesktop({ signals: 'caller' });
  try {
    const config = writeConfig(desktop, tenant.info);
    sayWhereItIs(desktop);
    return await runDesk(desktop, ['--simulated', '--config', config]);
  } finally {
    await desktop.dispose();
    await tenant.stop();
  }
};

/** A process of its own: it brings its own tenant and desktop for each walkthrough. */
const playWalkthrough = (args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const player = path.join(root, 'scripts/walkthrough/main.ts');
    const child = spawn(process.execPath, [player, ...args], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });

await runMain(async () => {
  const args = process.argv.slice(2);
  await ensureBuilt();
  return args.some((arg) => /^--walkthrough(=|$)/.test(arg)) ? playWalkthrough(args) : openDesk(args);
});

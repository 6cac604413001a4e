import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { app, safeStorage, screen } from 'electron';
import { postureAsk, postureSettings, type Config } from '../config/index.ts';
import type { OpenTenant } from '../desk/index.ts';
import type { ReadTenant } from '../directory/index.ts';
import type { StationJournal } from '../journal/index.ts';
import {
  gated,
  readLocalStation,
  runChecks,
  thisStation,
  type Files,
  type PostureReport,
  type StationFacts,
} from '../posture/index.ts';
import { clock } from './clock.ts';
import { isProtecting } from '../journal/index.ts';

// Electron's own fs takes an archive for a folder; this one, which only require has, for the file it is.
const archivesAsFiles = createRequire(import.meta.url)('original-fs') as Files;

interface Parts {
  readonly config: Config;
  readonly journal: StationJournal;
  readonly readTenant: ReadTenant;
  readonly readBy: PostureReport['readBy'];
}

/**
 * What this station knows of itself.
 *
 * @param serverTime by the tenant's clock, epoch milliseconds; null where it told none
 */
const readStation = async ({ config, journal }: Parts, serverTime: number | null): Promise<StationFacts> => {
  const local = await readLocalStation(
    thisStation({
      dataFolder: config.dataFolder ?? app.getPath('userData'),
      packaged: app.isPackaged,
      fs: archivesAsFiles,
    }),
  );
  return {
    ...local,
    displays: screen.getAllDisplays().length,
    clockOffsetSeconds: serverTime === null ? null : (clock.now() - serverTime) / 1_000,
    // A damaged one was set aside before, and the desk stays closed until a supervisor knows of it.
    journal: journal.damage() === null ? 'sound' : 'damaged',
    keyProtection: isProtecting(safeStorage) ? 'system' : 'none',
  };
};

/** Makes the desk's look at tenant and station, with the rights of whoever the reading is made for. */
export const createCheckPosture =
  (parts: Parts): OpenTenant['checkPosture'] =>
  async () => {
    const { config, readTenant } = parts;
    const tenant = await readTenant(postureAsk(config, clock.now()), { correlationId: randomUUID() });
    const station = await readStation(parts, tenant.at);
    const at = tenant.at ?? clock.now();
    return {
      at,
      readBy: parts.readBy,
      results: gated(runChecks({ tenant, station, at }, postureSettings(config)), config.posture),
    };
  };

// node scripts/windows/admx.ts: writes the administrative template again, after a change of the configuration's schema.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { makeTemplate } from './template.ts';

const { admx, adml } = makeTemplate();
const folder = path.join(root, 'assets/windows/policies');
writeFileSync(path.join(folder, 'Tapdesk.admx'), admx);
writeFileSync(path.join(folder, 'en-US/Tapdesk.adml'), adml);

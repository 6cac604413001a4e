import { prepareDesktop } from './launch/index.ts';
import { benchBadges } from './bench/badges.ts';
import { tableOf } from './bench/rows.ts';
import { measureRoundTrip } from './bench/graph.ts';
const desktop = await prepareDesktop();
try {
  const ms = await measureRoundTrip();
  console.log(tableOf(await benchBadges(desktop, 5, { latencyMs: 100, ms })));
} finally {
  await desktop.dispose();
}

import { randomUUID } from 'node:crypto';
import { guestBounds } from '../../shared/index.ts';
import type { Config, TenantSettings } from '../config/index.ts';
import type { DeskPorts } from '../desk/index.ts';
import {
  createGuest,
  createMakeKey,
  openPartitions,
  createPrintPage,
  createSimulatedKey,
  type DeskWindow,
  type Partitions,
} from '../kiosk/index.ts';
import { leaveBehindPage } from '../leave-behind/index.ts';
import type { Logger } from '../log/index.ts';
import { clock } from './clock.ts';
import { keyPatienceMs, toolKeyOf } from './key-tools.ts';

/** As long as a spooler on this machine takes, and one in the network may. */
const printPatienceMs = 20_000;

interface PagesOptions {
  readonly config: Config;
  readonly tenant: TenantSettings;
  readonly window: DeskWindow;
  readonly log: Logger;
}

type Pages = Pick<DeskPorts, 'openGuest' | 'makeKey' | 'printLeaveBehind'>;

/** Every page beside the desk's own: guarded windows, the one that asks a key, the one that is printed. */
export const openPages = ({ config, tenant, window, log }: PagesOptions): Pages => {
  const { simulated } = tenant;
  const open = (): Partitions => openPartitions({ newId: () => randomUUID(), log: log.module('kiosk') });
  // What operators and approvers signed in with is never where an enrollee's page will be.
  const partitionsOf = { enrollee: open(), operator: open(), own: open() };
  // One key goes from window to window, as a person's does.
  const simulatedKey = simulated?.simulatedKey === true ? createSimulatedKey() : null;
  const shared = { deskWindow: window, simulatedKey };
  const { printer, paper } = config.leaveBehind;
  const makePrint = (name: string): DeskPorts['printLeaveBehind'] => {
    const settings = { printer: name, paper, partitions: partitionsOf.own, patienceMs: printPatienceMs };
    const print = createPrintPage({ ...settings, after: clock.after, log: log.module('print') });
    return (about) => print(leaveBehindPage(about));
  };
  return {
    openGuest: (purpose) =>
      Promise.resolve(
        createGuest({
          ...shared,
          rules: purpose === 'enrollee' ? tenant.enrolleeRules : tenant.operatorRules,
          partitions: purpose === 'enrollee' ? partitionsOf.enrollee : partitionsOf.operator,
          bounds: guestBounds,
          trust: simulated === null ? null : { fingerprints: [simulated.leafFingerprint] },
          log: log.module('guest'),
          clock,
        }),
      ),
    makeKey:
      toolKeyOf(config, log.module('key')) ??
      createMakeKey({
        ...shared,
        partitions: partitionsOf.own,
        log: log.module('key'),
        after: clock.after,
        patienceMs: keyPatienceMs,
      }),
    printLeaveBehind: printer === null ? null : makePrint(printer),
  };
};

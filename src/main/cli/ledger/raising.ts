import {
  alertReasons,
  alertsOfLedger,
  deliverDue,
  idOfFinding,
  type AlertReason,
  type Outbox,
  type Round,
} from '../../alerts/index.ts';
import { readConfig } from '../../config/index.ts';
import { acknowledgeFinding, storedFindings, type StoredFinding } from '../../ledger/index.ts';
import type { Invocation } from '../command.ts';
import { channelsOf, outboxIn } from '../monitoring/outbox.ts';
import { UsageError } from '../usage-error.ts';

/** One connection to the ledger. */
type Client = Parameters<typeof storedFindings>[0];

const reasonOf = (text: string): AlertReason =>
  // What another program wrote there was looked at by somebody all the same.
  alertReasons.find((one) => one === text) ?? 'explained';

/** What somebody let be at one of the two ends rests at the other. @returns what still stands */
const agree = async (client: Client, outbox: Outbox): Promise<readonly StoredFinding[]> => {
  const standing: StoredFinding[] = [];
  for (const finding of await storedFindings(client)) {
    const id = idOfFinding(finding);
    const told = outbox.find(id)?.end;
    if (finding.end !== null) {
      const { by, reason, at } = finding.end;
      outbox.acknowledge(id, { by, reason: reasonOf(reason), remark: null, at: Date.parse(at) });
    } else if (told?.how === 'acknowledged') {
      const { by, reason, at } = told;
      await acknowledgeFinding(client, finding, { by: by ?? '', reason: reason ?? 'explained', at });
    } else standing.push(finding);
  }
  return standing;
};

/** What became of what stands. */
export interface Raised {
  /** Ids of alerts that were not known before. */
  readonly raised: readonly string[];
  readonly rounds: readonly Round[];
}

/**
 * Makes an alert of everything in the ledger that stands, the first time, and sends what is due to every receiver of the
 * configuration. All of it each time: whoever died between finding and raising lost nothing.
 *
 * @param folder where the outbox is
 * @throws UsageError without a configuration
 */
export const raiseStanding = async (
  client: Client,
  folder: string,
  { configFiles, now }: Pick<Invocation, 'configFiles' | 'now'>,
): Promise<Raised> => {
  if (configFiles.length === 0) throw new UsageError('say where alerts go: --config FILE before the command');
  const config = readConfig(...configFiles);
  const channels = channelsOf(config);
  const outbox = outboxIn(folder, config.tenant.cloud === 'simulated');
  try {
    const standing = await agree(client, outbox);
    const names = channels.map(({ name }) => name);
    const raised = outbox.raise(alertsOfLedger(standing), names, now());
    return { raised, rounds: await deliverDue({ outbox, channels, now, random: Math.random }) };
  } finally {
    outbox.close();
  }
};

import {
  alertsOfDesks,
  alertsOfFindings,
  deliverDue,
  type Alert,
  type Channel,
  type Outbox,
  type Round,
} from '../alerts/index.ts';
import { watch, type Finding, type WatchInput } from '../monitoring/index.ts';

/** What a look works with. */
export interface LookingAndSending {
  readonly outbox: Outbox;
  readonly channels: readonly Channel[];
  /** Epoch milliseconds by this machine's clock. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** What was found elsewhere than in logs and journals, and the ids of what is over. */
export interface AlsoFound {
  readonly raised: readonly Alert[];
  readonly cleared: readonly string[];
}

/** What a look came to. */
export interface Looked {
  readonly findings: readonly Finding[];
  /** Ids of alerts that were not known before. */
  readonly fresh: readonly string[];
  readonly rounds: readonly Round[];
}

/** Puts what was found into the outbox, takes out of it what is over, and sends what is due. */
export const lookAndSend = async (
  input: WatchInput,
  more: AlsoFound,
  { outbox, channels, now, random }: LookingAndSending,
): Promise<Looked> => {
  const findings = watch(input);
  const desks = alertsOfDesks(input.entries);
  const names = channels.map(({ name }) => name);
  const alerts = [...alertsOfFindings(findings), ...desks.raised, ...more.raised];
  const fresh = outbox.raise(alerts, names, now());
  outbox.clear([...desks.cleared, ...more.cleared], now());
  const rounds = await deliverDue({ outbox, channels, now, random });
  return { findings, fresh, rounds };
};

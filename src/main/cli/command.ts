import type { Ask } from './ask.ts';
import type { Signer } from '../journal/index.ts';
import type { OpenTenant, SignInAs } from './tenant/open-tenant.ts';

/** 0 fine, 1 findings or failed verification, 2 wrong usage or cannot run. Source: DESIGN, "Commands". */
export type ExitStatus = 0 | 1 | 2;
export const FINE: ExitStatus = 0;
export const FOUND: ExitStatus = 1;
export const CANNOT_RUN: ExitStatus = 2;

/** Where a command writes. Standard output carries the answer alone; everything else goes to `error`. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** What a command is called with. */
export interface Invocation {
  /** The words after the command's own, `--json` among them where it was given. */
  readonly args: readonly string[];
  /** One JSON document on standard output and nothing else. */
  readonly json: boolean;
  readonly output: Output;
  /** Epoch milliseconds by this machine's clock. */
  readonly now: () => number;
  /**
   * The key of the station whose data lie in a folder.
   *
   * @param simulated of the simulated tenant, whose key lies in the open
   * @throws JournalError `station.no-key` when there is none, or it cannot be read here
   */
  readonly stationKey: (folder: string, simulated: boolean) => Signer;
  /** The files named by `--config FILE`, the machine's before the site's; empty without any. */
  readonly configFiles: readonly string[];
  /** The tenant of `--simulated[=VARIANT]`, or the configured one. Closed when the command ends. */
  readonly openTenant: (as: SignInAs) => Promise<OpenTenant>;
  /** The same for other configuration files. */
  readonly openTenantWith: (configFiles: readonly string[]) => Invocation['openTenant'];
  /** Asks the person at the terminal; null where nobody is. */
  readonly ask: Ask;
  /** Where an installed desk looks for the site's configuration; null in a checkout. */
  readonly siteFile: string | null;
}

/** One command of the command line. */
export interface Command {
  /** Such as `policy decide`. */
  readonly name: string;
  /** What follows the name, on one line, and further lines that explain it. */
  readonly usage: string;
  /**
   * @throws UsageError when the arguments are wrong; any other error means that it cannot run
   */
  readonly run: (invocation: Invocation) => Promise<ExitStatus>;
}

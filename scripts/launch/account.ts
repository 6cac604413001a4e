import { execFileSync, spawnSync } from 'node:child_process';

/** An ordinary user that Electron runs as when root starts the command. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'tapdesk-desk';

const idOf = (flag: '-u' | '-g'): number | undefined => {
  const { status, stdout } = spawnSync('id', [flag, NAME], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
};

/**
 * Chromium's sandbox refuses root, and a browser should never be root: on Linux root's commands run Electron as
 * an account of its own, made at first use, which can log in nowhere.
 * @returns undefined where no other account is needed: the user is an ordinary one, or the platform's sandbox
 *   does not ask for one
 * @throws Error when the account cannot be made, or is root under another name
 */
export const ensureAccount = (): Account | undefined => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  if (idOf('-u') === undefined) {
    const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
    execFileSync('useradd', ['--system', '--user-group', ...home, NAME], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === undefined || gid === undefined || uid === 0 || gid === 0) {
    throw new Error(`The account ${NAME} must be an ordinary one; it has the ids ${uid}:${gid}.`);
  }
  return { name: NAME, uid, gid };
};

/** Arguments of setpriv(1) to become the account. The program dies with the process that started it. */
export const asAccount = (account: Account): readonly string[] => [
  `--reuid=${account.uid}`,
  `--regid=${account.gid}`,
  '--init-groups',
  '--pdeathsig=KILL',
];

/** Whether unprivileged user namespaces, on which Chromium's sandbox stands, can be made by this account. */
export const hasUserNamespaces = (account: Account | undefined): boolean => {
  const command = ['unshare', '--user', '--map-root-user', 'true'];
  const { status } =
    account === undefined
      ? spawnSync('unshare', command.slice(1), { stdio: 'ignore' })
      : spawnSync('setpriv', [...asAccount(account), ...command], { stdio: 'ignore', cwd: '/' });
  return status === 0;
};

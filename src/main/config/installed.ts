import path from 'node:path';
import { policiesKey } from './policies.ts';

/** What of the machine decides where an installed desk finds its configuration; handed in. */
export interface Installed {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
  /** Whether a management tool has written policies (Windows). */
  readonly hasPolicies?: boolean;
}

const folderOf = ({ platform, environment }: Installed): string | null => {
  if (platform === 'linux') return '/etc/tapdesk';
  if (platform === 'win32') {
    const programData = environment['ProgramData'];
    return programData === undefined ? null : path.win32.join(programData, 'Tapdesk');
  }
  return platform === 'darwin' ? '/Library/Application Support/Tapdesk' : null;
};

const fileIn = (here: Installed, name: string): string | null => {
  const folder = folderOf(here);
  const of = here.platform === 'win32' ? path.win32 : path.posix;
  return folder === null ? null : of.join(folder, name);
};

/** Where `tapdesk setup` writes the site's configuration, whether it is there already or not. */
export const installedSiteFile = (here: Installed): string | null => fileIn(here, 'site.json');

/**
 * The files that an installed desk reads when none is named: the machine's, which management tools keep, then the
 * site's, which `tapdesk setup` writes; before both what management tools set as policies. Those that are not there are left out.
 */
export const installedConfigFiles = (here: Installed): readonly string[] => [
  ...(here.hasPolicies === true ? [policiesKey] : []),
  ...['config.json', 'site.json']
    .map((name) => fileIn(here, name))
    .filter((file) => file !== null)
    .filter(here.exists),
];

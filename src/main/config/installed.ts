import path from 'node:path';

/** What of the machine decides where an installed desk finds its configuration; handed in. */
export interface Installed {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
}

const folderOf = ({ platform, environment }: Installed): string | null => {
  if (platform === 'linux') return '/etc/tapdesk';
  if (platform === 'win32') {
    const programData = environment['ProgramData'];
    return programData === undefined ? null : path.win32.join(programData, 'Tapdesk');
  }
  return platform === 'darwin' ? '/Library/Application Support/Tapdesk' : null;
};

/**
 * The files that an installed desk reads when none is named: the machine's, which management tools keep, then the
 * site's, which `tapdesk setup` writes. Those that are not there are left out.
 */
export const installedConfigFiles = (here: Installed): readonly string[] => {
  const folder = folderOf(here);
  if (folder === null) return [];
  const { win32, posix } = path;
  const of = here.platform === 'win32' ? win32 : posix;
  return ['config.json', 'site.json'].map((name) => of.join(folder, name)).filter(here.exists);
};

import { z } from 'zod';
import type { Machine } from './machine.ts';

/**
 * What Windows tells of itself by its documented classes. Built to the documentation and NOT tried on Windows: each
 * part that fails there, such as for want of an administrator's rights, stays null, which counts as not fine.
 *
 * - WESL_UserSetting, WEKF_PredefinedKey (root\standardcimv2\embedded): Shell Launcher and Keyboard Filter.
 * - Win32_EncryptableVolume (root\cimv2\Security\MicrosoftVolumeEncryption): ProtectionStatus 1 is on, 0 off.
 * - Win32_OperatingSystem: the edition. Win32_Service: whether the filter runs. WmiMonitorBasicDisplayParams: displays.
 */
const script = `
$ErrorActionPreference = 'Stop'
$embedded = 'root\\standardcimv2\\embedded'
function Ask($read) { try { & $read } catch { $null } }
$sid = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
@{
  edition = Ask { (Get-CimInstance Win32_OperatingSystem).Caption }
  sid = $sid
  shellLauncher = Ask { (Invoke-CimMethod -Namespace $embedded -ClassName WESL_UserSetting -MethodName IsEnabled).Enabled }
  shells = Ask { ,@(Get-CimInstance -Namespace $embedded -ClassName WESL_UserSetting | ForEach-Object { @{ sid = $_.Sid; shell = $_.Shell } }) }
  defaultShell = Ask { (Invoke-CimMethod -Namespace $embedded -ClassName WESL_UserSetting -MethodName GetDefaultShell).Shell }
  explorer = Ask { $here = (Get-Process -Id $PID).SessionId; @(Get-Process explorer -ErrorAction SilentlyContinue | Where-Object { $_.SessionId -eq $here }).Count -gt 0 }
  filterService = Ask { (Get-CimInstance Win32_Service -Filter "Name='MsKeyboardFilter'").State }
  blockedKeys = Ask { ,@(Get-CimInstance -Namespace $embedded -ClassName WEKF_PredefinedKey | Where-Object { $_.Enabled } | ForEach-Object { $_.Id }) }
  groups = Ask { ,@(whoami /groups /fo csv /nh | ConvertFrom-Csv -Header name,type,sid,attributes | ForEach-Object { $_.sid }) }
  volumes = Ask { ,@(Get-CimInstance -Namespace 'root\\cimv2\\Security\\MicrosoftVolumeEncryption' -ClassName Win32_EncryptableVolume | ForEach-Object { @{ drive = $_.DriveLetter; protection = [int]$_.ProtectionStatus } }) }
  displays = Ask { @(Get-CimInstance -Namespace root\\wmi -ClassName WmiMonitorBasicDisplayParams | Where-Object { $_.Active }).Count }
} | ConvertTo-Json -Compress -Depth 4
`;

const answer = z.object({
  edition: z.string().nullable(),
  sid: z.string().nullable(),
  shellLauncher: z.boolean().nullable(),
  shells: z.array(z.object({ sid: z.string(), shell: z.string().nullable() })).nullable(),
  defaultShell: z.string().nullable(),
  explorer: z.boolean().nullable(),
  filterService: z.string().nullable(),
  blockedKeys: z.array(z.string()).nullable(),
  groups: z.array(z.string()).nullable(),
  volumes: z.array(z.object({ drive: z.string().nullable(), protection: z.int() })).nullable(),
  displays: z.int().nullable(),
});
type Answer = z.infer<typeof answer>;

/** What people leave a kiosk by. Source: WEKF_PredefinedKey, ids of predefined keys. */
const keysToBlock = ['Ctrl+Alt+Del', 'Shift+Ctrl+Esc', 'Alt+F4', 'Alt+Tab', 'Windows', 'Win+L'] as const;

/** The order of the keys that are held says nothing. */
const sameKeys = (combination: string): string => combination.toLowerCase().split('+').sort().join('+');

/** Built-in Administrators. Source: well-known security identifiers. */
const administrators = 'S-1-5-32-544';

const shellOf = (
  { shellLauncher, shells, defaultShell, sid, explorer }: Answer,
  program: string,
): string | null => {
  // A desktop that runs in this session is underneath, whatever is configured.
  if (explorer === true) return 'explorer.exe';
  if (shellLauncher === false) return 'no Shell Launcher';
  if (shellLauncher !== true) return null;
  const shell = shells?.find((one) => one.sid === sid)?.shell ?? defaultShell;
  if (shell === null) return null;
  return shell.toLowerCase().includes(program.toLowerCase()) ? 'tapdesk' : shell;
};

const filterOf = ({ filterService, blockedKeys }: Answer): boolean | null => {
  if (filterService !== null && filterService !== 'Running') return false;
  if (filterService === null || blockedKeys === null) return null;
  const blocked = blockedKeys.map(sameKeys);
  return keysToBlock.every((key) => blocked.includes(sameKeys(key)));
};

const encryptionOf = ({ volumes }: Answer, folder: string): boolean | null => {
  const drive = /^([A-Za-z]:)/.exec(folder)?.[1]?.toUpperCase();
  const volume = volumes?.find((one) => one.drive?.toUpperCase() === drive);
  // 2: the volume is locked or its state is not known.
  return volume?.protection === 1 ? true : volume?.protection === 0 ? false : null;
};

/** Facts of a station as Windows tells them. */
export interface WindowsFacts {
  readonly edition: string | null;
  readonly shell: string | null;
  readonly keyboardFilter: boolean | null;
  readonly administrator: boolean | null;
  readonly diskEncrypted: boolean | null;
  readonly displays: number | null;
}

const parsed = (text: string | null): Answer | null => {
  try {
    const read = answer.safeParse(JSON.parse(text ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
};

/** PowerShell takes a script as UTF-16 in Base64, so nothing in it has to be quoted. Source: about_PowerShell_exe. */
const encoded = Buffer.from(script, 'utf16le').toString('base64');

/**
 * Reads what Windows tells, in one run of PowerShell.
 *
 * @param program the file name of the desk, such as `Tapdesk.exe`
 * @param folder where the journal is; its drive has to be encrypted
 */
export const readWindows = async (
  { run }: Machine,
  { program, folder }: { readonly program: string; readonly folder: string },
): Promise<WindowsFacts | null> => {
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', encoded];
  const told = parsed(await run('powershell.exe', args));
  if (told === null) return null;
  return {
    edition: told.edition,
    shell: shellOf(told, program),
    keyboardFilter: filterOf(told),
    administrator: told.groups === null ? null : told.groups.includes(administrators),
    diskEncrypted: encryptionOf(told, folder),
    displays: told.displays,
  };
};

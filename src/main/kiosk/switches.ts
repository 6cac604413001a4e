/** The part of Electron's command line that is used. */
export interface CommandLine {
  readonly hasSwitch: (name: string) => boolean;
}

/**
 * Switches that give the desk's memory, traffic or sandbox to whoever starts it. Source: facts, section 1.2: with
 * all fuses off `--remote-debugging-port` still served everything, so fuses alone are not enough.
 */
const dangerous = [
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'single-process',
  'no-zygote',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'proxy-bypass-list',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'load-extension',
  'js-flags',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'log-net-log',
  'net-log-capture-mode',
  'ssl-key-log-file',
  'enable-blink-features',
  'auth-server-allowlist',
  'auth-negotiate-delegate-allowlist',
] as const;

/** Of use to developers and to the end-to-end tests, which start the unpackaged build; a package refuses them too. */
const forDevelopment = [
  'inspect',
  'remote-debugging-port',
  'user-data-dir',
  'enable-logging',
  'log-file',
] as const;

/**
 * The switches this process was started with that the desk does not run with. The caller says them and ends the
 * process when there is one: nothing has been opened yet at that moment.
 *
 * @param isPackaged whether this is an installed application, for which there is no exception
 */
export const refuseDangerousSwitches = (commandLine: CommandLine, isPackaged: boolean): readonly string[] =>
  [...dangerous, ...(isPackaged ? forDevelopment : [])].filter((name) => commandLine.hasSwitch(name));

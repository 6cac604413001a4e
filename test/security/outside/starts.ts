/** A start with one switch, which must end before anything is opened. */
export interface SwitchAttempt {
  /** As the desk names it. */
  readonly name: string;
  /** With `PORT`, `FOLDER` and `EVIL` put in. */
  readonly word: string;
}

const named = (...words: readonly string[]): readonly SwitchAttempt[] =>
  words.map((word) => ({ name: word.replace(/^--/, '').split('=')[0] ?? '', word }));

/** These change how Chromium itself starts, before a line of the desk runs: each is tried alone. */
export const aloneSwitches = named(
  '--no-sandbox',
  '--single-process',
  '--inspect=PORT',
  '--inspect-brk=PORT',
  '--remote-debugging-port=PORT',
  '--remote-debugging-pipe',
  '--js-flags=--expose-gc',
  '--load-extension=FOLDER',
  '--user-data-dir=FOLDER',
  '--log-net-log=FOLDER/net.json',
);

/** What opens traffic, sandbox or screen later on: one start with all of them, which has to name each. */
export const togetherSwitches = named(
  '--disable-gpu-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--disable-setuid-sandbox',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
  '--unsafely-treat-insecure-origin-as-secure=http://EVIL',
  '--ignore-certificate-errors',
  '--ignore-certificate-errors-spki-list=x',
  '--allow-insecure-localhost',
  '--host-rules=MAP * EVIL',
  '--host-resolver-rules=MAP * EVIL',
  '--proxy-server=EVIL',
  '--proxy-pac-url=http://EVIL/',
  '--proxy-bypass-list=*',
  '--remote-allow-origins=*',
  '--renderer-cmd-prefix=touch FOLDER/prefix',
  '--utility-cmd-prefix=touch FOLDER/prefix',
  '--gpu-launcher=touch FOLDER/prefix',
  '--ssl-key-log-file=FOLDER/keys',
  '--enable-blink-features=x',
  '--auth-server-allowlist=*',
  // Chromium's own complaints go there before a line of the desk runs.
  '--enable-logging=file',
  '--log-file=FOLDER/evil.log',
  // On no list of dangerous ones: nobody has decided on them.
  '--enable-automation',
  '--use-fake-ui-for-media-stream',
  '--allow-file-access-from-files',
  '--disable-popup-blocking',
  '--enable-features=x',
  '--disable-features=x',
  '--password-store=basic',
  '--app=http://EVIL/',
  '--trace-startup-file=FOLDER/trace',
  '--print-to-pdf',
  '--headless',
);

/** Variables that would load code or tell what is sent, with `FOLDER` put in: all at once. */
export const variables: Readonly<Record<string, string>> = {
  NODE_PATH: 'FOLDER',
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  ELECTRON_ENABLE_LOGGING: '1',
  ELECTRON_LOG_FILE: 'FOLDER/evil.log',
  ELECTRON_OVERRIDE_DIST_PATH: 'FOLDER',
  ELECTRON_NO_ASAR: '1',
  SSLKEYLOGFILE: 'FOLDER/keys',
  GTK_MODULES: 'FOLDER/evil.so',
  GTK_PATH: 'FOLDER',
};

/** The fuses take these away before anybody could name them. */
export const fusedVariables: Readonly<Record<string, string>> = {
  NODE_OPTIONS: '--require FOLDER/evil.cjs',
  NODE_EXTRA_CA_CERTS: 'FOLDER/evil.pem',
};

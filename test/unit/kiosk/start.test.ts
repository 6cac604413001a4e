import { describe, expect, it } from 'vitest';
import { refusalsOf, type Start } from '../../../src/main/kiosk/start.ts';

/** A package that was started so. */
const started = (words: readonly string[], more: Partial<Start> = {}): Start => ({
  commandLine: { hasSwitch: (name) => words.some((word) => word.split('=')[0] === `--${name}`) },
  words,
  environment: {},
  platform: 'linux',
  isPackaged: true,
  ...more,
});

describe('the words of a start', () => {
  it('are those that an installed desk and its command line need', () => {
    const session = ['--ozone-platform=x11', '--config', '/etc/tapdesk/config.json', '--simulated'];
    expect(refusalsOf(started(session))).toEqual([]);
    const command = ['--ozone-platform=headless', '--command-line', 'doctor', '--json', '--only', 'x'];
    expect(refusalsOf(started(command))).toEqual([]);
  });

  it.each([
    '--enable-automation',
    '-headless',
    '--use-fake-ui-for-media-stream',
    '--APP=https://evil.example',
  ])('refuse %s, which nobody has decided on', (word) => {
    const name = word.replace(/^-+/, '').split('=')[0]?.toLowerCase() ?? '';
    expect(refusalsOf(started([word]))).toEqual([`These switches are not allowed: --${name}`]);
  });

  it('refuse what Windows takes for a switch, there', () => {
    expect(refusalsOf(started(['/headless'], { platform: 'win32' }))).toHaveLength(1);
    expect(refusalsOf(started(['/etc/tapdesk/config.json']))).toEqual([]);
  });

  it('refuse a dangerous switch among the words of a command too: Chromium takes it there', () => {
    expect(refusalsOf(started(['--command-line', 'doctor', '--no-sandbox']))).toEqual([
      'These switches are not allowed: --no-sandbox',
    ]);
  });

  it('name each switch once', () => {
    expect(refusalsOf(started(['--inspect', '--inspect=9229', '--host-rules=x']))).toEqual([
      'These switches are not allowed: --host-rules, --inspect',
    ]);
  });

  it('may be others where nothing is installed, but for dangerous ones', () => {
    expect(refusalsOf(started(['.', '--enable-automation'], { isPackaged: false }))).toEqual([]);
    expect(refusalsOf(started(['.', '--host-rules=x'], { isPackaged: false }))).toHaveLength(1);
  });
});

describe('the environment of a start', () => {
  it.each([
    ...['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_PATH'],
    ...['ELECTRON_RUN_AS_NODE', 'ELECTRON_ENABLE_LOGGING', 'SSLKEYLOGFILE'],
    ...['LD_PRELOAD', 'LD_AUDIT', 'GTK_MODULES', 'GTK_PATH', 'GTK3_MODULES'],
  ])('refuses %s in a package', (name) => {
    const environment = { PATH: '/usr/bin', [name]: 'x' };
    expect(refusalsOf(started([], { environment }))).toEqual([
      `These environment variables are not allowed: ${name}. Unset them.`,
    ]);
    expect(refusalsOf(started([], { environment, isPackaged: false }))).toEqual([]);
  });

  it('may say the rest, and hold one that is empty', () => {
    const environment = { NODE_ENV: 'production', LANG: 'C.UTF-8', NODE_OPTIONS: '', DISPLAY: ':0' };
    expect(refusalsOf(started([], { environment }))).toEqual([]);
  });
});

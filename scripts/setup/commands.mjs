import { cardPackages, systemPackages } from './debian.mjs';
import { modules } from './modules.mjs';

/**
 * @typedef {{ script: string, args?: readonly string[], steps: readonly import('./steps.mjs').Step[],
 *   electron?: boolean }} Command what npm's script of that name runs, with the project's Node: a file of the
 *   project and arguments that come before the user's own; and what the machine needs for it
 */

const plain = { steps: [modules] };
const desktop = { steps: [modules, systemPackages], electron: true };
const desktopWithCards = { ...desktop, steps: [...desktop.steps, cardPackages] };

/** @type {Readonly<Record<string, Pick<Command, 'steps' | 'electron'> | undefined>>} */
const needs = {
  all: desktopWithCards,
  e2e: desktopWithCards,
  package: desktop,
  integration: { steps: [modules, cardPackages] },
  security: desktop,
};

/** @param {string} part @returns {Command} */
const test = (part) => ({
  ...(needs[part] ?? plain),
  script: 'scripts/test/main.ts',
  args: [part],
});

/** @type {Readonly<Record<string, Command | undefined>>} */
export const commands = {
  demo: { ...desktop, script: 'scripts/demo/main.ts' },
  start: { ...desktop, script: 'scripts/start.ts' },
  bench: { ...desktopWithCards, script: 'scripts/bench/main.ts' },
  soak: { ...desktop, script: 'test/soak/start.ts' },
  tenant: { ...plain, script: 'src/simulator/main.ts' },
  tapdesk: { ...plain, script: 'scripts/tapdesk/main.ts' },
  ledger: { ...plain, script: 'scripts/ledger/main.ts' },
  build: { ...plain, script: 'scripts/build.ts' },
  package: { ...plain, script: 'scripts/package.ts' },
  test: test('all'),
  'test:unit': test('unit'),
  'test:contract': test('contract'),
  'test:crash': test('crash'),
  'test:guards': { ...desktopWithCards, script: 'scripts/guards/main.ts' },
  'test:integration': test('integration'),
  'test:package': test('package'),
  'test:e2e': test('e2e'),
  'test:security': test('security'),
  lint: {
    ...plain,
    script: 'node_modules/eslint/bin/eslint.js',
    args: ['-c', '.config/eslint.config.mjs', '--max-warnings=0', '.'],
  },
  typecheck: { ...plain, script: 'node_modules/typescript/bin/tsc', args: ['-b'] },
  format: {
    ...plain,
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--config', '.config/prettier.json', '--ignore-path', '.config/prettierignore', '--write', '.'],
  },
};

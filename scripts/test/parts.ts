/** How many passed and failed; a check such as lint is one. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** A part of the tests: a tool that passes or fails as a whole, a folder of tests, or the build before them. */
export type Part =
  | {
      readonly kind: 'check';
      readonly name: string;
      readonly script: string;
      readonly args: readonly string[];
      /** It uses one processor and disturbs nobody: it runs while the tests do. */
      readonly beside?: true;
    }
  | { readonly kind: 'build'; readonly name: string }
  | {
      readonly kind: 'tests';
      readonly name: string;
      readonly folder: string;
      /** More words for Vitest. */
      readonly words: readonly string[];
    };

const tests = (name: string, ...words: readonly string[]): Part => ({
  kind: 'tests',
  name,
  folder: `test/${name}`,
  words,
});
/** Files of tests that leave nothing behind in their process share one: most of what a file costs is to load. */
const together = '--no-isolate';
const oneByOne = '--no-file-parallelism';
/** These files wait more than they work: Vitest's own choice on a machine with two processors is one at a time. */
const twoAtATime = '--maxWorkers=2';

const checks: readonly Part[] = [
  {
    kind: 'check',
    name: 'format',
    beside: true,
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--config', '.config/prettier.json', '--ignore-path', '.config/prettierignore', '--check', '.'],
  },
  {
    kind: 'check',
    name: 'lint',
    beside: true,
    script: 'node_modules/eslint/bin/eslint.js',
    args: ['-c', '.config/eslint.config.mjs', '--max-warnings=0', '.'],
  },
  { kind: 'check', name: 'types', beside: true, script: 'node_modules/typescript/bin/tsc', args: ['-b'] },
  { kind: 'check', name: 'security', beside: true, script: 'scripts/scan/main.ts', args: ['source'] },
];

// Not together: thousands of journals are opened there, and SQLite lets go of a file only when the garbage collector comes.
const unit = tests('unit');
const contract = tests('contract', together);
// Two stations run at a time already; the size is set by TAPDESK_CRASH (test/crash/sample.ts).
const crash = tests('crash', oneByOne);
/** The promises of the engine, each taken away in turn; `npm run test:guards` takes every guard. */
const guards: Part = { kind: 'check', name: 'guards', script: 'scripts/guards/main.ts', args: ['--sample'] };
const integration = tests('integration', twoAtATime);
const build: Part = { kind: 'build', name: 'build' };
const libraries: Part = {
  kind: 'check',
  name: 'libraries',
  script: 'scripts/scan/main.ts',
  args: ['libraries'],
};
// Each of these tests has a desktop of its own.
const e2e = tests('e2e', twoAtATime);

/** Installs the package on a machine laid over this one, and takes it away again. */
const packages = tests('package', oneByOne);

/** Hostile pages in a guarded window: a desktop too, which builds what it shows by itself. */
const security = tests('security', oneByOne);

const sets: Readonly<Record<string, readonly Part[] | undefined>> = {
  all: [...checks, unit, contract, crash, guards, integration, build, libraries, packages, e2e, security],
  quick: [...checks, unit, contract],
  unit: [unit],
  contract: [contract],
  crash: [crash],
  integration: [integration],
  package: [build, packages],
  e2e: [build, e2e],
  security: [security],
};

/** @returns the parts of that name, or undefined for a name that there is not */
export const partsOf = (name: string): readonly Part[] | undefined => sets[name];

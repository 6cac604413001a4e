import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuleTester, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../../..');

/** The configuration folder belongs to no compiler zone, so what is loaded from it is checked here. */
const load = async <T>(file: string, schema: z.ZodType<T>): Promise<T> => {
  const module: unknown = await import(pathToFileURL(path.join(root, '.config', file)).href);
  return schema.parse(module);
};

const rule = z.custom<Rule.RuleModule>(
  (value) => z.object({ create: z.function() }).safeParse(value).success,
);
const zone = z.object({ may: z.array(z.string()), packages: z.array(z.string()) });

const { layers } = await load('eslint-layers.mjs', z.object({ layers: rule }));
const { zones: projectZones } = await load('layers.mjs', z.object({ zones: z.record(z.string(), zone) }));

RuleTester.describe = describe;
RuleTester.it = it;

/** A small table with one of each: a zone without anything, features, a file with rights of its own. */
const zones = {
  'src/shared': { may: [], packages: ['zod'] },
  'src/renderer': { may: ['src/shared'], packages: ['react', '@fluentui/*'] },
  'src/main/badge': { may: ['src/shared'], packages: ['node:*'] },
  'src/main/policy': { may: ['src/shared'], packages: [] },
  'src/main/policy/hash.ts': { may: ['src/shared', 'src/main/policy'], packages: ['node:crypto'] },
  'src/main/desk': { may: ['src/shared', 'src/main/badge', 'src/main/policy'], packages: ['@scope/kit'] },
};

const project = path.resolve('/a-project');

/** One import statement in one file, as the rule sees it. */
const inFile = (file: string, code: string) => ({
  name: `${file}: ${code}`,
  code,
  filename: path.join(project, file),
  options: [zones],
  settings: { root: project },
});

const refused = (file: string, code: string, problem: string) => {
  const from = Object.keys(zones)
    .filter((one) => file === one || file.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length)[0];
  return { ...inFile(file, code), errors: [{ message: `${from ?? ''} ${problem}` }] };
};

new RuleTester().run('layers', layers, {
  valid: [
    inFile('src/main/desk/desk.ts', "import { a } from './state.ts';"),
    inFile('src/main/desk/desk.ts', "import { a } from '../../shared/index.ts';"),
    inFile('src/main/desk/desk.ts', "import { a } from '../badge/index.ts';"),
    inFile('src/main/desk/desk.ts', "export * from '../policy/index.ts';"),
    inFile('src/main/desk/desk.ts', "import { kit } from '@scope/kit';"),
    inFile('src/main/desk/desk.ts', "import { kit } from '@scope/kit/part';"),
    inFile('src/main/badge/wedge.ts', "import { readFile } from 'node:fs/promises';"),
    inFile('src/main/policy/hash.ts', "import { createHash } from 'node:crypto';"),
    inFile('src/main/policy/hash.ts', "import { rule } from './rule.ts';"),
    inFile('src/renderer/app.tsx', "import { Button } from '@fluentui/react-components';"),
    inFile('src/shared/problem.ts', 'export const a = 1;'),
    // The table rules the program; tests, scripts and tools may look at all of it.
    inFile('test/unit/any.test.ts', "import { a } from '../../src/main/badge/wedge.ts';"),
  ],
  invalid: [
    refused(
      'src/shared/a.ts',
      "import { a } from '../main/policy/index.ts';",
      'may not import src/main/policy',
    ),
    refused(
      'src/renderer/a.tsx',
      "import { a } from '../main/desk/index.ts';",
      'may not import src/main/desk',
    ),
    refused('src/renderer/a.tsx', "import fs from 'node:fs';", 'may not import the package node:fs'),
    refused('src/renderer/a.tsx', "import { app } from 'electron';", 'may not import the package electron'),
    refused(
      'src/renderer/a.tsx',
      "import { a } from '@other/kit/deep';",
      'may not import the package @other/kit',
    ),
    // The end of a name is no boundary: @scope/kit-two is another package than @scope/kit.
    refused(
      'src/main/desk/a.ts',
      "import { a } from '@scope/kit-two';",
      'may not import the package @scope/kit-two',
    ),
    // A file with rights of its own does not lend them to its folder.
    refused(
      'src/main/policy/decide.ts',
      "import { createHash } from 'node:crypto';",
      'may not import the package node:crypto',
    ),
    refused('src/main/badge/a.ts', "import { a } from '../desk/index.ts';", 'may not import src/main/desk'),
    refused(
      'src/main/desk/a.ts',
      "import { a } from '../badge/wedge.ts';",
      'must import the feature src/main/badge by its index.ts',
    ),
    refused(
      'src/main/desk/a.ts',
      "export { a } from '../badge/readers/wedge.ts';",
      'must import the feature src/main/badge by its index.ts',
    ),
    refused(
      'src/main/desk/a.ts',
      "export * from '../badge/port.ts';",
      'must import the feature src/main/badge by its index.ts',
    ),
    refused('src/main/desk/a.ts', "await import('electron');", 'may not import the package electron'),
    refused(
      'src/main/desk/a.ts',
      "import '../../../test/support/tenant.ts';",
      'may not import test/support/tenant.ts, which is in no zone',
    ),
    refused(
      'src/main/desk/a.ts',
      "import '../../simulator/main.ts';",
      'may not import src/simulator/main.ts, which is in no zone',
    ),
  ],
});

describe("the project's own table", () => {
  it('names only zones that it has', () => {
    const unknown = Object.values(projectZones)
      .flatMap(({ may }) => may)
      .filter((one) => projectZones[one] === undefined);
    expect(unknown).toEqual([]);
  });

  it('lets nothing but the entry import the composition', () => {
    const importers = Object.entries(projectZones).filter(([, { may }]) => may.includes('src/main/app'));
    expect(importers.map(([name]) => name)).toEqual(['src/main/index.ts']);
  });

  it('keeps the simulated tenant apart from the program, both ways', () => {
    const importers = Object.values(projectZones).filter(({ may }) => may.includes('src/simulator'));
    expect({ importers, may: projectZones['src/simulator']?.may }).toEqual({ importers: [], may: [] });
  });

  it('gives Electron to the windows, the bridge and the composition alone', () => {
    const users = Object.entries(projectZones).filter(([, { packages }]) => packages.includes('electron'));
    expect(users.map(([name]) => name)).toEqual([
      'src/preload',
      'src/main/kiosk',
      'src/main/app',
      'src/main/command-line.ts',
      'src/main/index.ts',
    ]);
  });

  it('gives the windows nothing of the main process and nothing of Node', () => {
    const { may = [], packages = [] } = projectZones['src/renderer'] ?? {};
    expect(may).toEqual(['src/shared']);
    expect(packages.filter((one) => one === '*' || one === 'electron' || one.startsWith('node:'))).toEqual(
      [],
    );
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkConfig } from '../../../src/main/config/read.ts';
import { scopesOf } from '../../../src/main/config/tenant-settings.ts';
import { waitingChecks } from '../../../src/main/desk/self-check.ts';
import { problemCodes } from '../../../src/shared/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const documents = [
  'README.md',
  ...['.github', 'docs', 'docs/adr'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

/** The text between `<!-- NAME: … -->` and `<!-- /NAME -->`. */
const marked = (text: string, name: string): string =>
  text.split(`<!-- ${name}:`)[1]?.split(`<!-- /${name} -->`)[0] ?? '';

/** What stands in code type in the first column of the tables in a text. */
const firstColumn = (text: string): readonly string[] =>
  [...text.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? '');

/** The part of a document under a heading, up to the next one of any level. */
const under = (text: string, heading: string): string =>
  text.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? '';

/** The anchors that a reader's browser jumps to: GitHub's way of making them from headings. */
const headingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );

describe('the README', () => {
  it('names the permissions that the desk asks for, and no others', () => {
    const asked = scopesOf('https://graph.example').map((scope) => scope.split('/').at(-1));
    expect(firstColumn(marked(read('README.md'), 'permissions'))).toEqual(asked);
  });
});

describe('the operations page', () => {
  const page = read('docs/operations.md');

  it('explains every problem code, in the order of the contract', () => {
    expect(firstColumn(marked(page, 'problems'))).toEqual(problemCodes);
  });

  it('explains every check of the self-check, in its order', () => {
    expect(firstColumn(under(page, '## A day at the desk'))).toEqual(waitingChecks().map(({ id }) => id));
  });

  it('explains every part of the configuration', () => {
    const explained = [...under(page, '## Configuration').matchAll(/^\| (.+?) \|/gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/`([^`.]+)/g)].map((name) => name[1] ?? ''),
    );
    const parts = Object.keys(z.record(z.string(), z.unknown()).parse(example()));
    expect(parts.filter((part) => !explained.includes(part))).toEqual([]);
  });
});

const example = (): unknown => JSON.parse(read('docs/example-config.json'));

describe('the example configuration', () => {
  it('is accepted as it is, and leaves nothing out', () => {
    expect(checkConfig(example())).toEqual(example());
  });

  it('has every optional setting at its default', () => {
    const required = z
      .object({
        station: z.object({ id: z.string(), name: z.string(), site: z.string(), helpContact: z.string() }),
        tenant: z.unknown(),
      })
      .parse(example());
    expect(checkConfig(required)).toEqual(example());
  });
});

describe.each(documents)('%s', (document) => {
  const text = read(document);

  // Pictures are made by the walkthroughs and come into the tree at a release.
  it('links to files that exist', () => {
    const links = [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(
      (match) => match[1] ?? '',
    );
    const missing = links
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => !existsSync(path.join(root, path.dirname(document), link)));
    expect(missing).toEqual([]);
  });

  it('links to headings that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)].map(([, file = '', heading = '']) => ({
      file: file === '' ? document : path.join(path.dirname(document), file),
      heading,
    }));
    expect(links.filter(({ file, heading }) => !headingsOf(read(file)).includes(heading))).toEqual([]);
  });

  it('names files of the project that exist', () => {
    const files = [...text.matchAll(/`((?:src|test|scripts|\.config|\.ci|docs)\/[\w./-]+)`/g)];
    const missing = files.map((match) => match[1] ?? '').filter((file) => !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
  });

  it('names commands that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const named = [...text.matchAll(/(?:`|^)npm (?:run (?:-s )?)?([a-z][\w:-]*)/gm)].map(
      (match) => match[1] ?? '',
    );
    const ours = named.filter((name) => name !== 'ci' && name !== 'install');
    expect(ours.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { z } from 'zod';

// No PowerShell is to be had here: what a grammar and a text can show of a script is held to, and nothing more.
const folder = 'assets/windows';
const script = readFileSync(`${folder}/lock.ps1`, 'utf8');

await Parser.init();
const parser = new Parser().setLanguage(
  await Language.load('node_modules/tree-sitter-powershell/tree-sitter-powershell.wasm'),
);
const parse = (text: string): Node => {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('there is no grammar');
  return tree.rootNode;
};
const commandsOf = (text: string): readonly string[] => [
  ...new Set(
    parse(text)
      .descendantsOfType('command_name')
      .map(({ text: name }) => name),
  ),
];
const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ps1'),
);
const values = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+$/),
      path: z.string().regex(/^HKLM:\\(SOFTWARE|SYSTEM)\\/),
      name: z.string().regex(/^\w+$/),
      type: z.literal('String').optional(),
      value: z.union([z.int().min(0).max(255), z.string().regex(/^\{[0-9a-f-]{36}\}$/)]),
      why: z.string().min(10),
    }),
  )
  .parse(JSON.parse(readFileSync('assets/windows/lock.json', 'utf8')));

/** Everything that the script may call; a new one is looked up first. */
const reviewed = [
  'Add-LocalGroupMember',
  'Add-Type',
  'ConvertFrom-Json',
  'ConvertTo-Json',
  'ConvertTo-SecureString',
  'Enable-WindowsOptionalFeature',
  'ForEach-Object',
  'Get-AppLockerPolicy',
  'Get-CimClass',
  'Get-CimInstance',
  'Get-Content',
  'Get-ItemProperty',
  'Get-LocalUser',
  'Get-Service',
  'Invoke-CimMethod',
  'Join-Path',
  'Move-Item',
  'New-Item',
  'New-ItemProperty',
  'New-LocalUser',
  'New-Object',
  'Out-Null',
  'Remove-Item',
  'Remove-ItemProperty',
  'Remove-LocalUser',
  'Set-AppLockerPolicy',
  'Set-CimInstance',
  'Set-Content',
  'Set-ItemProperty',
  'Set-LocalUser',
  'Set-Service',
  'Set-StrictMode',
  'Start-Service',
  'Split-Path',
  'Test-Path',
  'Where-Object',
  'powercfg.exe',
  'sc.exe',
];

const functions = [...script.matchAll(/^function ([A-Z][a-z]+-\w+)/gm)].map(([, name]) => name ?? '');
const parts = (verb: string): readonly string[] =>
  functions
    .filter((name) => name.startsWith(`${verb}-`))
    .map((name) => name.slice(verb.length + 1))
    .sort();

describe('the lock of a Windows station', () => {
  test('has for each part that it sets a check and a way back, and calls all of them', () => {
    const all = ['Keyboard', 'Power', 'Programs', 'Registry', 'Shell', 'SignIn'];
    expect({ set: parts('Set'), test: parts('Test'), undo: parts('Undo') }).toEqual({
      set: all,
      test: all,
      undo: all,
    });
    const body = script.slice(script.indexOf('switch ($Do)'));
    for (const part of all)
      for (const verb of ['Set', 'Test', 'Undo']) expect(body).toContain(`${verb}-${part}`);
  });

  test('keeps what was there before it changes anything', () => {
    expect(script).toMatch(/'set' \{ Save-Before; /);
  });

  test('is made again where it was broken off', () => {
    expect(script).toMatch(/\$Wanted = \[ordered\]@\{ .*; AutoAdminLogon = '1' \}/);
    expect(script).toMatch(
      /Set-Content -Path "\$UndoFile\.new".*\n {2}Move-Item -Path "\$UndoFile\.new" -Destination \$UndoFile/,
    );
  });

  test('calls nothing but what was looked up', () => {
    const ours = new Set(functions);
    expect(commandsOf(script).filter((name) => !ours.has(name) && !reviewed.includes(name))).toEqual([]);
  });

  test('never gives an account that was there another password, which would lose what is encrypted for it', () => {
    const setting = script.slice(
      script.indexOf('function Set-SignIn'),
      script.indexOf('function Undo-SignIn'),
    );
    expect(setting).toMatch(
      /^function Set-SignIn \{\n {2}if \(\(Get-Before\)\.accountWasThere -or .*\) \{ return \}/,
    );
    const undoing = script.slice(
      script.indexOf('function Undo-SignIn'),
      script.indexOf('function Get-Before'),
    );
    expect(undoing).toMatch(
      /^function Undo-SignIn\(\$Before\) \{\n {2}if \(\$Before\.accountWasThere\) \{ return \}/,
    );
  });

  test('has each value of the registry once', () => {
    expect(new Set(values.map(({ path, name }) => `${path}\\${name}`)).size).toBe(values.length);
    expect(new Set(values.map(({ id }) => id)).size).toBe(values.length);
  });

  test('is described value by value', () => {
    const page = readFileSync('docs/lock-windows.md', 'utf8');
    for (const { name, value } of values)
      expect(page).toContain(`\`${typeof value === 'string' ? value : name}\``);
  });

  test('gives a type to the values that are text, and to no others', () => {
    expect(values.filter(({ type, value }) => (type === 'String') !== (typeof value === 'string'))).toEqual(
      [],
    );
  });
});

describe('the scripts for Windows', () => {
  test('are read by the grammar of PowerShell without an error', () => {
    expect(scripts.filter((name) => parse(readFileSync(`${folder}/${name}`, 'utf8')).hasError)).toEqual([]);
    expect(scripts).toContain('lock.ps1');
    expect(parse(script.slice(0, -3)).hasError).toBe(true);
  });

  test('for management tools set nothing themselves: each runs the lock’s own script', () => {
    const others = scripts.filter((name) => name !== 'lock.ps1');
    expect(others.sort()).toEqual(['TapdeskLock.dsc.ps1', 'intune/detect.ps1', 'intune/remediate.ps1']);
    const called = new Set(others.flatMap((name) => commandsOf(readFileSync(`${folder}/${name}`, 'utf8'))));
    const ofDsc = [
      'Configuration',
      'GetScript',
      'Import-DscResource',
      'Node',
      'Script',
      'SetScript',
      'TestScript',
    ];
    expect([...called].sort()).toEqual([...ofDsc, 'Test-Path', 'Write-Verbose', 'powershell.exe'].sort());
  });
});

describe('the rules of programs', () => {
  const rules = readFileSync('assets/windows/applocker.xml', 'utf8');

  test('are enforced, each with an id of its own', () => {
    const ids = [...rules.matchAll(/ Id="([0-9a-f-]{36})"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(rules.split(/<File(?:Path|Publisher)Rule /).length - 1);
    expect([...rules.matchAll(/EnforcementMode="(\w+)"/g)].map(([, mode]) => mode)).toEqual(
      Array.from({ length: 4 }, () => 'Enabled'),
    );
  });

  test('allow everybody nothing but Windows and the desk', () => {
    const everybody = rules.split('<FilePathRule ').filter((rule) => /^[^>]*"S-1-1-0"/.test(rule));
    expect(everybody.map((rule) => /<Conditions>.*Path="([^"]+)"/.exec(rule)?.[1])).toEqual([
      String.raw`%PROGRAMFILES%\Tapdesk\*`,
      String.raw`%WINDIR%\*`,
    ]);
  });
});

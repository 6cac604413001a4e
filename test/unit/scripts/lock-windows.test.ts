import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

// No PowerShell is to be had here: what a text can show of a script is held to, and nothing more.
const script = readFileSync('assets/windows/lock.ps1', 'utf8');
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
  'ConvertFrom-Json',
  'ConvertTo-Json',
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
  'New-Item',
  'New-ItemProperty',
  'Out-Null',
  'Remove-Item',
  'Remove-ItemProperty',
  'Set-AppLockerPolicy',
  'Set-CimInstance',
  'Set-Content',
  'Set-ItemProperty',
  'Set-Service',
  'Set-StrictMode',
  'Start-Service',
  'Split-Path',
  'Test-Path',
  'Where-Object',
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

  test('calls nothing but what was looked up', () => {
    const code = script.replace(/<#[^]*?#>/g, '').replace(/#.*$/gm, '');
    const called = [...code.matchAll(/(?<![\w$'-])([A-Z][a-z]+-[A-Z]\w+)/g)].map(([, name]) => name ?? '');
    const ours = new Set([...functions, 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter']);
    expect([...new Set(called)].filter((name) => !ours.has(name) && !reviewed.includes(name))).toEqual([]);
  });

  test('opens and closes each bracket', () => {
    for (const [open, close] of ['()', '{}', '[]']) {
      expect(script.split(open ?? '').length, open).toBe(script.split(close ?? '').length);
    }
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

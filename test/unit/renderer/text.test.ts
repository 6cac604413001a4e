import { factNames, tidyGaps } from '../../../src/renderer/console/refusal-words.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  badgeStrength,
  cardPresence,
  cleanupItem,
  documentClass,
  language,
  methodLabel,
  problemCodes,
  proofKind,
  proofOutcome,
  registrationWay,
  scenario,
  screen,
  stage,
  wayClosed,
} from '../../../src/shared/index.ts';
import { checkSentences } from '../../../src/main/posture/index.ts';
import { reasonSentences } from '../../../src/shared/contract/reason-sentences.ts';
import { reasonCodes } from '../../../src/shared/contract/reasons.ts';

const renderer = path.resolve(import.meta.dirname, '../../../src/renderer');
const readTexts = (name: string): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(
      JSON.parse(readFileSync(path.join(renderer, 'text', `${name}.json`), 'utf8')) as object,
    ).map(([key, value]) => [key, String(value)]),
  );
const languages = language.options;
const english = readTexts('en');
const keys = [...english.keys()].sort();
const placeholders = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** The codes of one field of one screen, as its schema lists them. */
const codesOf = (kind: string, field: string): readonly string[] => {
  const found = screen.options.find((one) => one.shape.kind.value === kind);
  const shape: Readonly<Record<string, unknown>> = found?.shape ?? {};
  const schema = shape[field];
  return typeof schema === 'object' && schema !== null && 'options' in schema && Array.isArray(schema.options)
    ? schema.options.map(String)
    : [];
};

const checkIds = [
  'station',
  'journal',
  'ledger',
  'clock',
  'tenant',
  'sign-in',
  'role',
  'posture',
  'recovery',
  'supervisor',
];
const works = codesOf('operator/working', 'work');

const needed: readonly (readonly [name: string, keys: readonly string[]])[] = [
  ['a problem, what happened', problemCodes.map((code) => `problem.${code}.what`)],
  ['a problem, what to do', problemCodes.map((code) => `problem.${code}.do`)],
  ['a reason of the policy', reasonCodes.map((code) => `reason.${code}`)],
  ['a work, its title', works.map((work) => `working.${work}`)],
  ['a work, for the operator', works.map((work) => `work.${work}`)],
  ['a work, for the enrollee', works.map((work) => `work-plain.${work}`)],
  ['a stage', stage.options.map((one) => `stage.${one}`)],
  ['a check', checkIds.map((id) => `check.${id}`)],
  [
    'a step of the script',
    // A step of the site brings its own words.
    proofKind.exclude(['site']).options.flatMap((one) => [`proof.${one}`, `proof-about.${one}`]),
  ],
  ['an answer to the script', proofOutcome.options.map((one) => `answer.${one}`)],
  ['a class of documents', documentClass.options.map((one) => `document.${one}`)],
  ['a badge strength', badgeStrength.options.map((one) => `badge-strength.${one}`)],
  ['how long a card stays', cardPresence.options.map((one) => `card-presence.${one}`)],
  ['a scenario', scenario.options.flatMap((one) => [`scenario.${one}`, `scenario-about.${one}`])],
  ['a cleanup', cleanupItem.options.flatMap((one) => [`cleanup.${one}`, `cleanup-open.${one}`])],
  [
    'a way to register',
    registrationWay.options.flatMap((one) => [`way.${one}`, `way-about.${one}`, `way-name.${one}`]),
  ],
  ['a closed way', wayClosed.options.map((one) => `way-closed.${one}`)],
  ['a method', methodLabel.shape.kind.options.flatMap((one) => [`method.${one}`, `method-plain.${one}`])],
];

test.each(needed)('says in words every code of %s', (_, wanted) => {
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((key) => !english.has(key))).toEqual([]);
});

test('says the same reasons to the operator as on the command line', () => {
  const shown = Object.fromEntries(reasonCodes.map((code) => [code, english.get(`reason.${code}`)]));
  expect(shown).toEqual(reasonSentences);
});

test('can say every reason without the facts of a single case', () => {
  const named = reasonCodes.flatMap((code) =>
    [...(english.get(`reason.${code}`) ?? '').matchAll(/\{\{(\w+)/g)].map(([, name]) => name),
  );
  expect([...new Set(named)].sort()).toEqual([...factNames]);
});

test.each([
  ['… … (…) lies outside the hours: … minutes.', '… lies outside the hours: … minutes.'],
  ['… is a holiday of the site (…, …): ask.', '… is a holiday of the site (…): ask.'],
  [
    'On hold by the group …. Whoever keeps it can lift that.',
    'On hold by the group … Whoever keeps it can lift that.',
  ],
  ['Read: …. Needed: ….', 'Read: … Needed: …'],
  ['身份核验步骤未通过：…。须由他人审批。', '身份核验步骤未通过：…。须由他人审批。'],
  ['站点开放中：…，…。', '站点开放中：…'],
])('of the facts that are left out of %j leaves %j', (sentence, left) => {
  expect(tidyGaps(sentence)).toBe(left);
});

test.each(languages)('ends no reason in %s with a gap and a full stop', (name) => {
  const left = [...readTexts(name)]
    .filter(([key]) => key.startsWith('reason.'))
    .map(([, text]) => tidyGaps(text.replaceAll(/\{\{\w+\}\}/g, '…')));
  expect(left.filter((text) => /…[.。]$|…\.|…[,，]?\s*[（(]?…/.test(text))).toEqual([]);
});

test('says what a check wants as the command line does', () => {
  const shown = Object.keys(checkSentences).map((id) => [id, english.get(`posture-check.${id}`)]);
  expect(Object.fromEntries(shown)).toEqual(checkSentences);
});

test('knows every check that the desk makes', () => {
  const closed = screen.options.find((one) => one.shape.kind.value === 'operator/closed');
  const check = (id: string) => ({
    kind: 'operator/closed',
    phase: 'checking',
    checks: [{ id, state: 'waiting', problem: null }],
    left: [],
    posture: null,
  });
  expect(checkIds.filter((id) => closed?.safeParse(check(id)).success !== true)).toEqual([]);
  expect([...english.keys()].filter((key) => key.startsWith('check.')).sort()).toEqual(
    checkIds.map((id) => `check.${id}`).sort(),
  );
});

test.each(languages)('has the same keys in %s as in English', (name) => {
  expect([...readTexts(name).keys()].sort()).toEqual(keys);
});

test.each(languages)('leaves no text empty in %s', (name) => {
  expect([...readTexts(name)].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test.each(languages)('fills the same places in %s as in English', (name) => {
  const texts = readTexts(name);
  const off = keys.filter(
    (key) => placeholders(texts.get(key) ?? '').join() !== placeholders(english.get(key) ?? '').join(),
  );
  expect(off).toEqual([]);
});

test.each(languages)('keeps the six stages short enough for one line in %s', (name) => {
  const texts = readTexts(name);
  expect(stage.options.filter((one) => (texts.get(`stage.${one}`) ?? '').length > 10)).toEqual([]);
});

const forEnrollee =
  /^(attract|opens-soon|wait|work-plain|reveal|pass|spell|choose-way|way|way-about|register|phone|scan|instruction|confirmed|retest|retest-phone|done-plain|stopped-plain|problem-plain|method-plain|handover|guest)\./;
const jargon =
  /\b\d{3}\b|HTTP|Temporary Access|Zugriffspass|pase de acceso|passe d’accès|senha de acesso|临时访问密码|Conditional Access|Microsoft Entra|Entra ID|FIDO|OATH|MFA|Graph|\btenant|Mandant|inquilino|locataire|locatário|租户|token/i;

test.each(languages)('spares the enrollee the jargon in %s', (name) => {
  expect([...readTexts(name)].filter(([key, text]) => forEnrollee.test(key) && jargon.test(text))).toEqual(
    [],
  );
});

test.each(languages)('reads no status code out to the operator in %s', (name) => {
  expect([...readTexts(name)].filter(([, text]) => /\b[45]\d\d\b/.test(text))).toEqual([]);
});

const quoted = [
  ['problem-plain.register.nothing-new.do', 'register.finished'],
  ['problem-plain.guest.not-responding.do', 'guest.reload'],
  ['problem-plain.guest.host-blocked.do', 'guest.reload'],
  ['pass.shown', 'pass.spell'],
] as const;

test.each(languages)('quotes buttons as they are written in %s', (name) => {
  const texts = readTexts(name);
  expect(quoted.filter(([key, button]) => !texts.get(key)?.includes(texts.get(button) ?? '?'))).toEqual([]);
});

test('notes for translators speak of texts that exist', () => {
  const about = [...readTexts('_notes').keys()].filter((key) => key.includes('.'));
  expect(about.length).toBeGreaterThan(0);
  expect(about.filter((key) => !english.has(key))).toEqual([]);
});

const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(path.join(renderer, name), 'utf8'))
  .join('\n');

test('keeps no text that no screen shows', () => {
  const patterns = [...sources.matchAll(/`([a-z-]+[.\w-]*\$\{[^`]*)`/g)].map(
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+')}$`),
  );
  const shown = (key: string): boolean =>
    sources.includes(`'${key}'`) || patterns.some((pattern) => pattern.test(key));
  expect(keys.filter((key) => !shown(key))).toEqual([]);
});

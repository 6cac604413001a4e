import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, describePolicy, policyConfig } from '../../../src/main/policy/index.ts';
import { rules } from '../../../src/main/policy/rules.ts';
import { policySentenceCodes } from '../../../src/shared/index.ts';
import { inputWith } from '../../support/policy-input.ts';

const english = JSON.parse(
  readFileSync(new URL('../../../src/renderer/text/en.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

const codesOf = (config: object): readonly string[] =>
  describePolicy(policyConfig.parse(config)).sentences.map(({ code }) => code);

/** Of a rule each; how long a card stays is watched for beside the rules. */
const ruleIdsOf = (config: object): readonly string[] =>
  codesOf(config)
    .filter((code) => code !== 'card-present')
    .map((code) => code.split('.')[0] ?? '');

const everythingElse = {
  syncedAccounts: 'refused',
  privileged: { allowed: true, restrictedBy: 'CA' },
  station: { required: false },
  proofing: { training: { validUntil: {} } },
};

describe('the policy in words', () => {
  it('has one sentence a rule, in the order of the rules', () => {
    expect(ruleIdsOf(everythingElse)).toEqual(rules.map((rule) => rule.id));
  });

  it('leaves out what only the separate path asks for while that is closed', () => {
    expect(ruleIdsOf({})).toEqual(
      rules.map((rule) => rule.id).filter((id) => id !== 'privileged-restricted'),
    );
  });

  it('uses every sentence there is, one way or the other', () => {
    const used = new Set([...codesOf({}), ...codesOf(everythingElse)]);
    expect([...used].sort()).toEqual([...policySentenceCodes].sort());
  });

  it.each([{}, everythingElse])('fills every place of every sentence: %#', (config) => {
    const open = describePolicy(policyConfig.parse(config)).sentences.filter(({ code, params }) => {
      const places = [...(english[`rule.${code}`] ?? '{{?}}').matchAll(/\{\{(.+?)\}\}/g)];
      return places.some(([, name = '']) => params[name] === undefined);
    });
    expect(open).toEqual([]);
  });

  it('says after how surely a badge must be read how long a card stays on its reader', () => {
    const config = policyConfig.parse({ cardPresence: { uid: 'not-asked', piv: 'whole' } });
    const { sentences } = describePolicy(config);
    const at = sentences.findIndex(({ code }) => code === 'card-present');
    expect(sentences[at - 1]?.code).toBe('badge-strong');
    expect(sentences[at]?.params).toEqual({ numberCard: 'not-asked', signingCard: 'whole' });
  });

  it('names the rule set that decides', () => {
    const { config } = inputWith();
    expect(describePolicy(config).ruleSet).toBe(decide(inputWith()).ruleSet);
  });
});

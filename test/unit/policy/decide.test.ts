import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/main/policy/decide.ts';
import { policyConfig } from '../../../src/main/policy/index.ts';
import { rules } from '../../../src/main/policy/rules.ts';
import { inputWith } from '../../support/policy-input.ts';

describe('a decision', () => {
  it('allows when every rule does, and says why, once a rule', () => {
    const decision = decide(inputWith());
    expect(decision).toMatchObject({ verdict: 'allow', lifetimeMinutes: 60 });
    expect(decision.reasons.map((reason) => reason.rule)).toEqual(rules.map((rule) => rule.id));
    expect(decision.reasons.every((reason) => reason.effect === 'allows' && reason.source !== '')).toBe(true);
  });

  it('gives every refusal at once', () => {
    const decision = decide(
      inputWith({ person: { guest: true, accountEnabled: false }, config: { usableOnce: false } }),
    );
    expect(decision.verdict).toBe('refuse');
    expect(
      decision.reasons.filter((reason) => reason.effect === 'refuses').map((reason) => reason.code),
    ).toEqual(['account.disabled', 'account.guest', 'one-time.not-asked']);
  });

  it('is the same for the same input', () => {
    expect(decide(inputWith())).toEqual(decide(inputWith()));
  });

  it('names the rule set by rules and settings, not by the person', () => {
    const { ruleSet } = decide(inputWith());
    expect(ruleSet).toMatch(/^zero-trust-[0-9a-f]{16}$/);
    expect(decide(inputWith({ person: { guest: true } })).ruleSet).toBe(ruleSet);
    expect(decide(inputWith({ config: { lifetimeMinutes: 45 } })).ruleSet).not.toBe(ruleSet);
    expect(decide(inputWith({ config: { emergencyAccessIds: ['x'] } })).ruleSet).not.toBe(ruleSet);
  });
});

describe('lifetimes', () => {
  it('are allowed exactly inside both ranges, bounds included', () => {
    const minutes = fc.integer({ min: 10, max: 43_200 });
    const near = fc.oneof(fc.integer({ min: 25, max: 65 }), minutes);
    fc.assert(
      fc.property(near, near, near, (lifetimeMinutes, one, other) => {
        const [minimum, maximum] = [Math.min(one, other), Math.max(one, other)];
        const input = inputWith({ config: { lifetimeMinutes } });
        if (!input.facts.passPolicy.known) throw new Error('the ordinary input knows the policy');
        const value = {
          ...input.facts.passPolicy.value,
          minimumLifetimeMinutes: minimum,
          maximumLifetimeMinutes: maximum,
        };
        const decision = decide({
          ...input,
          facts: { ...input.facts, passPolicy: { known: true, value } },
        });
        const inside =
          lifetimeMinutes >= 30 &&
          lifetimeMinutes <= 60 &&
          lifetimeMinutes >= minimum &&
          lifetimeMinutes <= maximum;
        expect(decision.verdict).toBe(inside ? 'allow' : 'refuse');
        expect(decision.lifetimeMinutes).toBe(lifetimeMinutes);
      }),
    );
  });
});

describe('the configuration', () => {
  it('meets the guide when nothing is set', () => {
    expect(policyConfig.parse({})).toMatchObject({ lifetimeMinutes: 60, usableOnce: true });
  });

  it.each([
    { lifetimeMinutes: 9 },
    { lifetimeMinutes: 43_201 },
    { lifetimeMinutes: 30.5 },
    { operatorRoleIds: [] },
    { lifetimeMinute: 60 },
    { baseline: 'whatever' },
  ])('does not accept %j', (config) => {
    expect(policyConfig.safeParse(config).success).toBe(false);
  });
});

import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { bareScopes, graphScopes } from '../../../src/simulator/identity/scopes.ts';
import { createClock } from '../../../src/simulator/tenant/clock.ts';
import { guidOf } from '../../../src/simulator/tenant/ids.ts';
import {
  inPassScope,
  issuePass,
  passOf,
  usabilityOf,
  usePass,
} from '../../../src/simulator/tenant/passes.ts';
import { isProtected, mayManageMethods } from '../../../src/simulator/tenant/privilege.ts';
import { findPerson, type Tenant } from '../../../src/simulator/tenant/tenant.ts';
import { variantNamed } from '../../../src/simulator/tenant/variants/index.ts';
import { foundTenant } from '../../../src/simulator/town/found.ts';
import { drawPortrait } from '../../../src/simulator/town/portrait.ts';

const id = (part: string) => guidOf(`person ${part}`);
const START = Date.parse('2026-11-22T08:00:00Z');

const healthy = variantNamed('healthy');
if (healthy === undefined) throw new Error('no healthy tenant');

const found = (propagationMs = 0): Tenant =>
  foundTenant({
    clock: createClock(() => START),
    randomBytes,
    settings: { propagationMs, methodDelayMs: 0, logDelayMs: 0 },
    variant: healthy,
    extraPeople: 3,
    extraPolicies: 0,
    crowd: 'Staff',
  });

let tenant: Tenant;
beforeEach(() => {
  tenant = found();
});

const personOf = (part: string) => {
  const person = tenant.people.get(id(part));
  if (person === undefined) throw new Error(part);
  return person;
};

describe('a pass', () => {
  const issue = (part = 'already-member', request = {}) => {
    const pass = issuePass(tenant, personOf(part), request);
    if (pass.kind === 'refused') throw new Error(pass.message);
    return pass;
  };

  it('expires at the end of its lifetime, to the minute', () => {
    const pass = issue('already-member', { lifetimeMinutes: 15 });
    tenant.clock.advance(15 - 1 / 60_000);
    expect(usabilityOf(tenant, id('already-member'), pass)).toBe('EnabledByPolicy');
    tenant.clock.advance(1 / 60_000);
    expect(usabilityOf(tenant, id('already-member'), pass)).toBe('Expired');
  });

  it('is used up by the right text alone', () => {
    const pass = issue();
    expect(usePass(tenant, id('already-member'), `${pass.text}x`)).toMatchObject({
      kind: 'rejected',
      code: 'AADSTS130507',
    });
    expect(usePass(tenant, id('already-member'), pass.text).kind).toBe('accepted');
    expect(usabilityOf(tenant, id('already-member'), pass)).toBe('OneTimeUsed');
    expect(usePass(tenant, id('already-member'), pass.text)).toMatchObject({
      kind: 'rejected',
      code: 'AADSTS130507',
    });
  });

  it('never works for somebody else', () => {
    const pass = issue();
    expect(usePass(tenant, id('operator'), pass.text).kind).toBe('rejected');
  });

  it('has letters that cannot be taken for each other, and differs every time', () => {
    const texts = Array.from({ length: 200 }, () => issue().text);
    expect(new Set(texts).size).toBe(200);
    expect(texts.join('')).not.toMatch(/[0O1lIio]/);
    expect(passOf(tenant, id('already-member'))?.text).toBe(texts.at(-1));
  });

  it('is out of reach again as soon as the membership ends', () => {
    const pass = issue();
    tenant.groups.get(tenant.passGroups.onboarding)?.members.delete(id('already-member'));
    expect(inPassScope(tenant, id('already-member'))).toBe(false);
    expect(usabilityOf(tenant, id('already-member'), pass)).toBe('DisabledByPolicy');
  });

  it('waits for a membership that is younger than the propagation delay', () => {
    tenant = found(60_000);
    tenant.groups.get(tenant.passGroups.recovery)?.members.set(id('lost-phone'), tenant.clock.now());
    expect(inPassScope(tenant, id('lost-phone'))).toBe(false);
    tenant.clock.advance(1);
    expect(inPassScope(tenant, id('lost-phone'))).toBe(true);
  });
});

describe('who is protected from an Authentication Administrator', () => {
  it.each([
    'privileged',
    'nested-group-admin',
    'group-owner-admin',
    'custom-role-admin',
    'restricted-unit-admin',
    'restricted-member',
    'supervisor',
    'administrator',
    'break-glass',
  ])('%s is', (part) => {
    expect(isProtected(tenant, id(part))).toBe(true);
    expect(mayManageMethods(tenant, id('operator'), id(part))).toBe(false);
    expect(mayManageMethods(tenant, id('privileged-operator'), id(part))).toBe(true);
  });

  it.each(['new-hire', 'eligible-admin', 'guest', 'disabled'])('%s is not', (part) => {
    expect(isProtected(tenant, id(part))).toBe(false);
    expect(mayManageMethods(tenant, id('operator'), id(part))).toBe(true);
  });

  it('nobody may act on the own methods, a Global Administrator included', () => {
    for (const part of ['operator', 'privileged', 'privileged-operator']) {
      expect(mayManageMethods(tenant, id(part), id(part))).toBe(false);
    }
  });

  it('a role over a unit reaches only its members without any role', () => {
    expect(mayManageMethods(tenant, id('unit-operator'), id('new-hire-3'))).toBe(true);
    expect(mayManageMethods(tenant, id('unit-operator'), id('new-hire'))).toBe(false);
  });
});

describe('the town', () => {
  it('is found by user name in any case', () => {
    expect(findPerson(tenant, 'NADIA.Newhire@TAPDESK.example')?.part).toBe('new-hire');
  });

  it('has the people it was asked for', () => {
    expect([...tenant.people.values()].filter((person) => person.part.startsWith('walker-'))).toHaveLength(3);
  });

  it('draws everybody differently, and the same person the same way', () => {
    const [first, second] = [personOf('new-hire').look, personOf('guest').look];
    if (first === null || second === null) throw new Error('no look');
    expect(Buffer.from(drawPortrait(first)).equals(Buffer.from(drawPortrait(first)))).toBe(true);
    expect(Buffer.from(drawPortrait(first)).equals(Buffer.from(drawPortrait(second)))).toBe(false);
  });
});

describe('scopes', () => {
  const graph = 'https://localhost:1';
  it.each([
    ['User.Read openid', ['User.Read', 'openid']],
    [`${graph}/User.Read ${graph}/User.Read`, ['User.Read']],
    [`${graph}/.default`, graphScopes],
    [`${graph}//.default`, graphScopes],
    ['https://other.example/User.Read', ['https://other.example/User.Read']],
    ['', []],
  ])('%s are understood', (requested, expected) => {
    expect(bareScopes(graph, requested)).toEqual(expected);
  });
});

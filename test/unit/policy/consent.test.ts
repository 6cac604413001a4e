import { describe, expect, it } from 'vitest';
import { decide, roleIds } from '../../../src/main/policy/index.ts';
import { role } from '../../support/directory-objects.ts';
import { consent, inputWith, NOW, DAY, type Variation } from '../../support/policy-input.ts';
import { privilegedPath } from './tables/person.ts';
import { both } from './tables/row.ts';

const privileged = roleIds.privilegedAuthenticationAdministrator;
const sunday: Variation = { facts: { readAt: NOW - DAY } };
const on = (consents: readonly ReturnType<typeof consent>[], ...all: readonly Variation[]) =>
  decide(inputWith(both(...all, { input: { consents } })));
const [anton, berta] = [consent('a-1', [role(privileged)]), consent('a-2', [role(privileged)])];

describe('what needs consent', () => {
  it('is a need that names the roles, how many, and why', () => {
    const { verdict, needs } = on([], privilegedPath());
    expect(verdict).toBe('approve');
    expect(needs).toEqual([
      { kind: 'approval', roleIds: [privileged], count: 1, because: ['privileged.role'] },
    ]);
  });

  it('is allowed once somebody who fits has consented, and asks for nothing more', () => {
    expect(on([anton], privilegedPath())).toMatchObject({ verdict: 'allow', needs: [], path: 'privileged' });
  });

  it('waits for the second of two, who is another person', () => {
    const two = privilegedPath({ approvals: 2 });
    expect(on([anton], two).verdict).toBe('approve');
    expect(on([anton, berta], two).verdict).toBe('allow');
    expect(on([anton, anton], two).verdict).toBe('refuse');
  });

  it('asks each kind of approver for what is theirs', () => {
    const early = new Date(NOW - DAY).getTime();
    const supervisor = consent('s-1', [role(roleIds.securityReader)], early);
    const weekend = both(privilegedPath(), sunday);
    expect(on([], weekend).needs).toHaveLength(2);
    const fresh = consent('a-1', [role(privileged)], early);
    expect(on([fresh], weekend)).toMatchObject({
      verdict: 'approve',
      needs: [{ because: ['hours.outside'] }],
    });
    expect(on([fresh, supervisor], weekend).verdict).toBe('allow');
  });

  it('is refused at once when anything else refuses', () => {
    expect(on([anton], privilegedPath(), { person: { guest: true } })).toMatchObject({
      verdict: 'refuse',
      needs: [],
    });
  });

  it('is refused when somebody consents to what needs none', () => {
    expect(on([anton]).verdict).toBe('refuse');
  });
});

describe('the separate path', () => {
  it('has its own group and lifetime', () => {
    expect(on([anton], privilegedPath())).toMatchObject({ groupId: 'g-2', lifetimeMinutes: 15 });
    expect(on([])).toMatchObject({ path: 'standard', groupId: 'g-1', lifetimeMinutes: 60 });
  });

  it('is closed by default', () => {
    const closed = both(privilegedPath(), { config: { privileged: {} } });
    expect(on([anton], closed)).toMatchObject({ verdict: 'refuse', path: 'standard' });
  });
});

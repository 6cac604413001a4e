import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../src/main/config/index.ts';
import { htmlOf } from '../../../src/main/document/index.ts';
import {
  writtenPolicyOf,
  writtenPolicyPage,
  writtenPolicySchema,
} from '../../../src/main/written-policy/index.ts';
import { someConfig } from '../../support/evidence.ts';

const at = Date.UTC(2026, 10, 28);
const first = writtenPolicyOf(someConfig, { previous: null, madeAt: at });
const longer = checkConfig({
  ...someConfig,
  policy: { ...someConfig.policy, lifetimeMinutes: 45 },
});

describe('the written policy', () => {
  it('has everything that the guide asks for, and a place for sign-off', () => {
    const headings = writtenPolicyPage(first, someConfig).blocks.flatMap((block) =>
      block.kind === 'heading' ? [block.text] : [],
    );
    expect(headings).toEqual([
      'Purpose',
      'Approved scenarios',
      'Authorized issuers and roles',
      'Lifetimes',
      'Delivery',
      'Identity proofing',
      'Privileged users and emergencies',
      'Audit and revocation',
      'Review cadence',
      'What has changed',
      'Sign-off',
      'Every setting',
    ]);
    expect(htmlOf(writtenPolicyPage(first, someConfig))).toContain('<th scope="row">Security officer</th>');
  });

  it('is the version before as long as no setting changes', () => {
    expect(first).toMatchObject({ version: 1, previous: null, changes: [] });
    expect(writtenPolicySchema.parse(first)).toEqual(first);
    expect(writtenPolicyOf(someConfig, { previous: first, madeAt: at + 1 })).toBe(first);
  });

  it('counts on when one does, and says which and how', () => {
    const second = writtenPolicyOf(longer, { previous: first, madeAt: at });
    expect(second).toMatchObject({
      version: 2,
      previous: { version: 1, sha256: first.sha256 },
      changes: [{ setting: 'policy.lifetimeMinutes', from: '60', to: '45' }],
    });
    expect(second.ruleSet).not.toBe(first.ruleSet);
    expect(htmlOf(writtenPolicyPage(second, longer))).toContain('<td class="number">45</td>');
  });

  it('does not change with what is no matter of policy', () => {
    const elsewhere = checkConfig({ ...someConfig, dataFolder: 'elsewhere' });
    expect(writtenPolicyOf(elsewhere, { previous: first, madeAt: at })).toBe(first);
  });
});

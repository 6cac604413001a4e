import { expect, it } from 'vitest';
import { z } from 'zod';
import { tapdesk } from '../../support/cli.ts';

const answer = z.object({
  people: z.array(
    z.object({
      part: z.string(),
      scenario: z.string(),
      decision: z.enum(['allow', 'approve', 'refuse']),
      reasons: z.array(
        z.object({ code: z.string(), effect: z.string(), message: z.string(), source: z.string() }),
      ),
      ruleSet: z.string(),
    }),
  ),
});

/** Everybody with a part in the simulated town: the scenario that fits them, and what speaks against them. */
const expected: Readonly<Record<string, readonly [scenario: string, ...against: string[]]>> = {
  'new-hire': ['new-hire'],
  'new-hire-2': ['new-hire'],
  'new-hire-3': ['new-hire'],
  'lost-phone': ['re-registration'],
  'stolen-phone': ['re-registration'],
  're-registration': ['re-registration'],
  'walk-away': ['new-hire'],
  'already-member': ['new-hire'],
  'restaurant-manager': ['new-hire'],
  synced: ['new-hire'],
  'no-photo': ['new-hire'],
  // Each has one way or more left.
  'no-passkeys': ['new-hire'],
  'no-authenticator': ['new-hire'],
  'forced-registration': ['new-hire'],
  'registration-managed': ['new-hire'],
  // Only a provisioned key would be left, and a site that has none to give away does not offer it.
  'registration-blocked': ['new-hire', 'ways.none-open'],
  'registration-locked': ['new-hire', 'ways.none-open'],
  federated: ['new-hire', 'ways.none-open'],
  'eligible-admin': ['new-hire', 'privileged.eligible-role'],
  'nested-group-admin': ['new-hire', 'privileged.role', 'privileged.role-assignable-group', 'ways.none-open'],
  'group-owner-admin': ['new-hire', 'privileged.group-owner'],
  'custom-role-admin': ['new-hire', 'privileged.eligible-role', 'privileged.role'],
  'restricted-unit-admin': ['new-hire', 'privileged.unit-role'],
  'restricted-member': ['new-hire', 'privileged.restricted-management'],
  guest: ['new-hire', 'account.guest'],
  'internal-guest': ['new-hire', 'account.guest'],
  disabled: ['new-hire', 'account.disabled'],
  'break-glass': ['new-hire', 'account.emergency-access', 'privileged.role'],
  'break-glass-2': ['new-hire', 'account.emergency-access', 'privileged.role'],
};

it('decides on everybody of the simulated tenant, each for the right reason', async () => {
  const { code, out, error } = await tapdesk('--simulated', 'policy', 'decide', '--all', '--json');
  expect(error).toBe('');
  expect(code).toBe(0);
  const { people } = answer.parse(JSON.parse(out));
  const got = people.map(({ part, scenario, decision, reasons }) => {
    const against = reasons.filter(({ effect }) => effect !== 'allows').map((one) => one.code);
    return [part, { decision, says: [scenario, ...[...new Set(against)].sort()] }] as const;
  });
  const wanted = Object.entries(expected).map(([part, says]) => [
    part,
    { decision: says.length === 1 ? 'allow' : 'refuse', says },
  ]);
  expect(Object.fromEntries(got.filter(([part]) => part in expected))).toEqual(Object.fromEntries(wanted));
  expect(people.every(({ part }) => part !== 'operator')).toBe(true);
});

it('decides on one person, and says what it had to suppose', async () => {
  const user = 'leo.lostphone@tapdesk.example';
  const words = ['--simulated', 'policy', 'decide', '--user', user, '--scenario', 'lost-phone', '--json'];
  const { code, out } = await tapdesk(...words);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    decision: 'allow',
    needs: [],
    path: 'standard',
    assumed: expect.arrayContaining(['every method that can be lost is lost']) as unknown,
  });
});

it('answers 1 and names the reason for somebody who is refused', async () => {
  const { code, out } = await tapdesk(
    '--simulated',
    'policy',
    'decide',
    '--user',
    'dora.disabled@tapdesk.example',
  );
  expect(code).toBe(1);
  expect(out).toContain('The account is disabled.');
});

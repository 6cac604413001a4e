import { describe, expect, it } from 'vitest';
import type { AccessPolicy } from '../../../src/main/directory/index.ts';
import { pictureOf } from '../../../src/main/cli/posture/journey-picture.ts';
import { journeyNames, walkJourney, type JourneyName } from '../../../src/main/posture/index.ts';
import {
  block,
  emergencyGroup,
  grantOf,
  groupId,
  healthyPolicies,
  policy,
  strengths,
} from '../../support/posture.ts';

const recovery = groupId('TAP-Recovery-Users');
const healthy = Object.values(healthyPolicies);
const walk = (name: JourneyName, ...more: readonly AccessPolicy[]) =>
  walkJourney(name, recovery, [...healthy, ...more]);

describe('a journey through Conditional Access', () => {
  it.each(journeyNames)('gets %s through in a healthy tenant', (name) => {
    const { breaksAt, stages } = walk(name);
    expect(breaksAt).toBeNull();
    expect(stages.map(({ stage, policies }) => [stage, policies.map((one) => one.policy)])).toEqual([
      ['pass-sign-in', ['Pass users']],
      ['registration', ['Registration']],
      ['first-sign-in', ['Strong']],
    ]);
  });

  it.each<[string, JourneyName, AccessPolicy, string | null]>([
    [
      'a strength that a pass cannot meet',
      'new-hire',
      policy('For all', { grant: grantOf({ strength: strengths.strong }) }),
      'pass-sign-in',
    ],
    [
      'a guard of registration that a pass cannot meet',
      'new-hire',
      { ...healthyPolicies.registration, grant: grantOf({ strength: strengths.strong }) },
      'registration',
    ],
    [
      'a managed device for everybody, with an own phone at the desk',
      'locked-out',
      policy('Managed', { grant: grantOf({ controls: ['compliantDevice'] }) }),
      'pass-sign-in',
    ],
    [
      'a managed device for everybody, from home',
      'remote-worker',
      policy('Managed', { grant: grantOf({ controls: ['compliantDevice'] }) }),
      'first-sign-in',
    ],
    [
      'a managed device, or a second factor',
      'remote-worker',
      policy('Either', { grant: grantOf({ controls: ['compliantDevice', 'mfa'] }) }),
      null,
    ],
    [
      'both at once',
      'remote-worker',
      policy('Both', { grant: grantOf({ all: true, controls: ['compliantDevice', 'mfa'] }) }),
      'first-sign-in',
    ],
    [
      'a block outside of trusted places, from home',
      'remote-worker',
      policy('Here', { locations: { include: ['All'], exclude: ['AllTrusted'] }, grant: block }),
      'first-sign-in',
    ],
    [
      'a block outside of trusted places, at the desk',
      'new-hire',
      policy('Here', { locations: { include: ['All'], exclude: ['AllTrusted'] }, grant: block }),
      null,
    ],
    ['terms of use', 'new-hire', policy('Terms', { grant: grantOf({ others: ['terms'] }) }), null],
    ['a block of risky sign-ins', 'new-hire', policy('Risk', { signInRisk: ['high'], grant: block }), null],
    [
      'a block that is only reported',
      'new-hire',
      policy('Tried', { state: 'report-only', grant: block }),
      null,
    ],
    [
      'a block of somebody else',
      'new-hire',
      policy('Others', {
        users: { include: [], exclude: [] },
        groups: { include: ['others'], exclude: [emergencyGroup] },
        grant: block,
      }),
      null,
    ],
  ])('under %s', (...[, name, more, breaksAt]) => {
    expect(walk(name, more).breaksAt).toBe(breaksAt);
  });
});

describe('its picture', () => {
  it('has every stage and policy, marked, with names taken as text', () => {
    const shut = policy('<Frozen & shut>', { grant: block });
    const picture = pictureOf([walk('new-hire', shut), walk('locked-out')]);
    expect(picture).toContain('new-hire: breaks at pass-sign-in');
    expect(picture).toContain('✗ &lt;Frozen &amp; shut&gt;');
    expect(picture).toContain('locked-out: gets through');
    expect(picture).not.toContain('<Frozen');
  });
});

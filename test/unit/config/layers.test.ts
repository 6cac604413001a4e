import { describe, expect, it } from 'vitest';
import { checkLayers, ConfigError, type Layer } from '../../../src/main/config/read.ts';

const machine = (more: object = {}): Layer => ({
  file: 'machine.json',
  json: {
    tenant: {
      cloud: 'global',
      tenantId: '11111111-1111-4111-8111-111111111111',
      clientId: '22222222-2222-4222-8222-222222222222',
    },
    ...more,
  },
});
const site = (more: object = {}): Layer => ({
  file: 'site.json',
  json: { station: { id: 'desk-01', name: 'Desk 1', site: 'Main', helpContact: 'ext 100' }, ...more },
});
const complaint = (...layers: readonly Layer[]): string => {
  try {
    checkLayers(layers);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
};
const locking = (locked: readonly string[], policy: object = {}): Layer => machine({ locked, policy });

describe('layers of the configuration', () => {
  it('are put together key by key; a list is replaced as a whole', () => {
    const config = checkLayers([
      machine({ policy: { hours: { timeZone: 'Europe/Berlin' }, holdGroupIds: ['a'] } }),
      site({ policy: { hours: { monday: [] }, holdGroupIds: ['b'] } }),
    ]);
    expect(config.policy.hours).toMatchObject({ timeZone: 'Europe/Berlin', monday: [] });
    expect(config.policy.holdGroupIds).toEqual(['b']);
    expect(config.station.id).toBe('desk-01');
  });

  it.each<readonly [string, object, object]>([
    ['policy.lifetimeMinutes', { lifetimeMinutes: 45 }, { lifetimeMinutes: 60 }],
    ['policy.lifetimeMinutes', {}, { lifetimeMinutes: 61 }],
    ['policy.baseline', {}, { baseline: 'cmmc-level-2' }],
    ['policy.separatedRoleIds', {}, { separatedRoleIds: [] }],
    ['policy.operatorRoleIds', { operatorRoleIds: ['a'] }, { operatorRoleIds: ['a', 'b'] }],
    ['policy.privileged.allowed', {}, { privileged: { allowed: true } }],
    ['policy.station.required', {}, { station: { required: false } }],
    ['policy.repeats.minutes', {}, { repeats: { minutes: 60 } }],
    ['policy.badgeStrength.lost-phone', {}, { badgeStrength: { 'lost-phone': 'typed' } }],
    ['policy.hours.timeZone', { hours: { timeZone: 'UTC' } }, { hours: { timeZone: 'Asia/Tokyo' } }],
  ])('cannot make %s weaker once it is locked', (path, below, above) => {
    expect(complaint(locking([path], below), site({ policy: above }))).toContain(
      `${path}: machine.json locks this`,
    );
    expect(() => checkLayers([machine({ policy: below }), site({ policy: above })])).not.toThrow();
  });

  it.each<readonly [string, object, object]>([
    ['policy.lifetimeMinutes', { lifetimeMinutes: 60 }, { lifetimeMinutes: 30 }],
    ['policy.lifetimeMinutes', { lifetimeMinutes: 60 }, { lifetimeMinutes: 60 }],
    ['policy.emergencyAccessIds', { emergencyAccessIds: ['a'] }, { emergencyAccessIds: ['b', 'a'] }],
    ['policy.operatorRoleIds', { operatorRoleIds: ['a', 'b'] }, { operatorRoleIds: ['b'] }],
    ['policy.privileged.allowed', { privileged: { allowed: true } }, { privileged: { allowed: false } }],
    ['policy.badgeStrength', {}, { badgeStrength: { 'lost-phone': 'signed' } }],
    ['policy.privileged', {}, { privileged: { lifetimeMinutes: 10, approvals: 2 } }],
  ])('may make %s stricter', (path, below, above) => {
    expect(() => checkLayers([locking([path], below), site({ policy: above })])).not.toThrow();
  });

  it('name each weaker part of a locked group', () => {
    const weaker = { station: { required: false, seenWithinDays: 300 } };
    const said = complaint(locking(['policy.station']), site({ policy: weaker }));
    expect(said).toContain('policy.station.required:');
    expect(said).toContain('policy.station.seenWithinDays:');
  });

  it('cannot unlock, and cannot lock what there is not', () => {
    const unlocking = site({ locked: [], policy: { lifetimeMinutes: 90 } });
    expect(complaint(locking(['policy.lifetimeMinutes']), unlocking)).toContain('policy.lifetimeMinutes');
    expect(complaint(locking(['policy.lifetime']), site())).toContain('there is no setting policy.lifetime');
  });

  it('may say in the locking file itself whatever it likes', () => {
    expect(() =>
      checkLayers([locking(['policy.baseline'], { baseline: 'cmmc-level-2' }), site()]),
    ).not.toThrow();
  });
});

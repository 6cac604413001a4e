import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../../src/main/alerts/index.ts';
import { alertLike } from '../../support/alerts.ts';

const ROLE = '5d6b6bb7-de71-4623-b4af-96380a352509';
const supervisor = (id: string, roleId = ROLE, how = 'active') => ({
  id,
  roles: { known: true, value: [{ how, roleId }] } as const,
});

describe('acknowledging an alert', () => {
  const alert = alertLike({ params: { notBy: 'helped-1, helped-2' } });

  it('takes an active role of a supervisor', () => {
    expect(objectionTo(alert, supervisor('s-1'), [ROLE])).toBeNull();
    expect(objectionTo(alert, supervisor('s-1', ROLE, 'eligible'), [ROLE])).toBe('no-role');
    expect(objectionTo(alert, supervisor('s-1', 'another'), [ROLE])).toBe('no-role');
    expect(objectionTo(alert, { id: 's-1', roles: { known: false } }, [ROLE])).toBe('no-role');
  });

  it.each([alert.subject ?? '', alert.actor ?? '', 'helped-1', 'helped-2'])(
    'is not for %s, who had a part in it',
    (id) => expect(objectionTo(alert, supervisor(id), [ROLE])).toBe('takes-part'),
  );
});

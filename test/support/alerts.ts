import type { Alert } from '../../src/main/alerts/index.ts';

/** An alert as a rule finds it. */
export const alertLike = (more: Partial<Alert> = {}): Alert => ({
  id: '0123456789abcdef0123456789abcdef',
  source: 'watch',
  rule: 'outside-hours',
  severity: 'medium',
  state: 'found',
  at: '2026-11-22T21:04:00.000Z',
  subject: '11111111-1111-4111-8111-111111111111',
  actor: '22222222-2222-4222-8222-222222222222',
  params: { passId: 'p-1', minutes: 7 },
  ...more,
});

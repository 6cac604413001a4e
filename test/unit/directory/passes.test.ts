import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, refusal, scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const ask = { lifetimeMinutes: 45, usableOnce: true } as const;
const text = '+drkzqAD';
const onRecord = {
  id: 'pass-1',
  createdDateTime: '2026-11-22T10:00:00Z',
  startDateTime: '2026-11-22T10:00:00Z',
  lifetimeInMinutes: 45,
  isUsableOnce: true,
  isUsable: true,
  methodUsabilityReason: 'EnabledByPolicy',
  temporaryAccessPass: null,
};

describe('creating a pass', () => {
  it('asks for the lifetime and for one use, and hands the text over in custody', async () => {
    const graph = scriptedGraph([() => answer(201, { ...onRecord, temporaryAccessPass: text })]);
    const { value } = await graph.directory.createPass('person-1', ask, context);
    expect(graph.sent[0]?.body).toEqual({ lifetimeInMinutes: 45, isUsableOnce: true });
    expect(value.text.unwrap()).toBe(text);
    expect({ ...value, text: null }).toEqual({
      id: 'pass-1',
      createdAt: '2026-11-22T10:00:00Z',
      startsAt: '2026-11-22T10:00:00Z',
      lifetimeMinutes: 45,
      usableOnce: true,
      usable: true,
      usabilityReason: 'EnabledByPolicy',
      text: null,
    });
    expect(inspect(value, { depth: 9 }) + JSON.stringify(value)).not.toContain(text);
  });

  it.each([
    [
      'out of scope, which time may heal',
      400,
      'Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [TemporaryAccessPass].',
      { code: 'pass.not-in-scope', retryable: true },
    ],
    [
      'out of scope, told as forbidden',
      403,
      'Converged UserCredentialPolicy does not allow creating or updating this authentication method.',
      { code: 'pass.not-in-scope', retryable: true },
    ],
    [
      'of a lifetime that the tenant does not allow',
      400,
      'Invalid LifetimeInMinutes specified. The valid range between 60 and 480.',
      { code: 'pass.lifetime-rejected', retryable: false },
    ],
    [
      'for a guest',
      400,
      'Temporary Access Pass cannot be added to an external guest user.',
      { code: 'tenant.rejected', retryable: false },
    ],
    [
      'beyond what the caller may',
      403,
      'Request Authorization failed',
      { code: 'tenant.forbidden', retryable: false },
    ],
    ['for nobody', 404, 'Resource not found', { code: 'tenant.not-found', retryable: false }],
  ])('is refused when %s, and nothing was done', async (...[, status, message, expected]) => {
    const graph = scriptedGraph([() => refusal(status, 'badRequest', message)]);
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(error).toMatchObject({ ...expected, outcome: 'none', status });
    expect(graph.sent).toHaveLength(1);
  });

  it.each([
    ['cut off', new TextEncoder().encode(`{"id":"pass-1","temporaryAccessPass":"${text}`)],
    ['without a text', new TextEncoder().encode(JSON.stringify(onRecord))],
    ['of another form', new TextEncoder().encode(JSON.stringify({ pass: text }))],
  ])('is in doubt when the answer is %s, and the error does not quote it', async (_what, bytes) => {
    const graph = scriptedGraph([() => new Response(bytes, { status: 201 })]);
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(error).toMatchObject({ code: 'tenant.unexpected-answer', outcome: 'unknown' });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(text);
  });
});

describe('listing passes', () => {
  it('shows what Graph tells and null for what it does not', async () => {
    const graph = scriptedGraph([() => answer(200, { value: [{ id: 'pass-2' }] })]);
    expect(await graph.directory.listPasses('person-1', context)).toEqual([
      {
        id: 'pass-2',
        createdAt: null,
        startsAt: null,
        lifetimeMinutes: null,
        usableOnce: null,
        usable: null,
        usabilityReason: null,
      },
    ]);
  });
});

describe('deleting a pass', () => {
  const gone = () => refusal(404, 'resourceNotFound');

  it('is done when it was gone already and the list agrees', async () => {
    const graph = scriptedGraph([gone, () => answer(200, { value: [] })]);
    expect((await graph.directory.deletePass('person-1', 'pass-1', context)).value).toBe('absent');
  });

  it('is not done while the list still shows it', async () => {
    const graph = scriptedGraph([gone, () => answer(200, { value: [onRecord] })]);
    const error = await directoryErrorOf(graph.directory.deletePass('person-1', 'pass-1', context));
    expect(error).toMatchObject({ code: 'tenant.not-found', outcome: 'none' });
  });

  it('is not done when the list cannot be read', async () => {
    const graph = scriptedGraph([gone, () => refusal(403, 'accessDenied')]);
    const error = await directoryErrorOf(graph.directory.deletePass('person-1', 'pass-1', context));
    expect(error.code).toBe('tenant.forbidden');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowed, attributesOf, nameOf } from '../../../src/main/telemetry/attributes.ts';
import { routeOf } from '../../../src/main/telemetry/route.ts';

const id = '3f2b1c9a-7d4e-4f6a-8b0c-1d2e3f4a5b6c';

describe('attributes', () => {
  it('keep codes, numbers, the enrollment and routes', () => {
    const told = {
      'tapdesk.rule': 'policy.hours-closed',
      'tapdesk.why': 'enrollment.person-left',
      'tapdesk.enrollment.id': id,
      'tapdesk.failures': 3,
      'http.request.method': 'POST',
      'url.template': '/v1.0/users/{id}/authentication/fido2Methods',
    };
    expect(attributesOf(told)).toEqual(told);
  });

  it.each([
    ['a user name', 'nadia@example.org'],
    ['a name', 'Nadia Newhire'],
    ['an object id', id],
    ['an id that begins with a letter', 'ab12cd34-7d4e-4f6a-8b0c-1d2e3f4a5b6c'],
    ['a pass', 'q7#Kd91$'],
    ['a pass of letters and digits', 'ab12cd34'],
    ['a number of a badge', '0004711'],
    ['a sentence', 'the person said so'],
    ['a list', ['policy.hours']],
    ['a number', 7],
    ['something long', 'a'.repeat(65)],
  ])('keep %s out of a code', (_, value) => {
    expect(attributesOf({ 'tapdesk.rule': value, 'tapdesk.why': value })).toEqual({});
  });

  it('keep out every name that is not on the list, whatever it holds', () => {
    const names = fc.string().filter((name) => !(name in allowed));
    fc.assert(
      fc.property(names, fc.oneof(fc.string(), fc.integer()), (name, value) => {
        expect(attributesOf({ [name]: value })).toEqual({});
      }),
    );
    const inherited: object = { toString: 'code', constructor: 'code' };
    expect(attributesOf(inherited)).toEqual({});
  });

  it('let nothing through that people type, whichever attribute it is put into', () => {
    const typed = fc.oneof(fc.emailAddress(), fc.uuid({ version: 1 }), fc.stringMatching(/^[0-9]{5,12}$/));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(allowed)), typed, (name, value) => {
        expect(attributesOf({ [name]: value })).toEqual({});
      }),
    );
  });

  it('call a thing only by a word of the program', () => {
    expect(nameOf('effect-failed')).toBe('effect-failed');
    expect(nameOf('no answer for nadia@example.org')).toBe('unnamed');
    expect(nameOf(undefined)).toBe('unnamed');
  });
});

describe('a route', () => {
  it.each([
    [
      `/v1.0/users/${id}/authentication/temporaryAccessPassMethods/abc`,
      '/v1.0/users/{id}/authentication/temporaryAccessPassMethods/{id}',
    ],
    ['/v1.0/users/nadia@example.org?$select=id', '/v1.0/users/{id}'],
    ['/v1.0/users/nadia', '/v1.0/users/{id}'],
    [`/v1.0/groups/${id}/members/${id}/$ref`, '/v1.0/groups/{id}/members/{id}/$ref'],
    ['/v1.0/$batch', '/v1.0/$batch'],
    [`/v1.0/devices(deviceId='${id}')`, '/v1.0/{id}'],
    ["/v1.0/users?$filter=employeeId%20eq%20'4711'", '/v1.0/users'],
    ['/beta/auditLogs/signIns', '/beta/auditLogs/signIns'],
  ])('of %s is %s', (path, route) => {
    expect(routeOf(`https://graph.example.org${path}`)).toBe(route);
    expect(attributesOf({ 'url.template': route })).toEqual({ 'url.template': route });
  });
});

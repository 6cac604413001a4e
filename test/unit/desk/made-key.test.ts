import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../src/main/desk/made-key.ts';

/** Authenticator data of a key of that model, with nothing after it. */
const dataOf = (model: string, flags = 0x45): string =>
  Buffer.concat([
    Buffer.alloc(32),
    Buffer.from([flags]),
    Buffer.alloc(4),
    Buffer.from(model, 'hex'),
  ]).toString('base64url');
const objectOf = (format: string): string =>
  Buffer.concat([
    Buffer.from([0xa3, 0x63, ...Buffer.from('fmt'), 0x60 | format.length]),
    Buffer.from(format),
    Buffer.from([0x67]),
  ]).toString('base64url');
const made = (authenticatorData: string, attestationObject: string) => ({
  ...{ id: 'id', clientDataJSON: 'e30' },
  ...{ authenticatorData, attestationObject },
});
const model = 'ee882879721c491397753dfcce97072a';

describe('the model of a key', () => {
  it('is read from what it made, with whether its maker vouches for it', () => {
    const aaGuid = 'ee882879-721c-4913-9775-3dfcce97072a';
    expect(modelOf(made(dataOf(model), objectOf('packed')))).toEqual({ aaGuid, attested: true });
    expect(modelOf(made(dataOf(model), objectOf('none')))).toEqual({ aaGuid, attested: false });
  });

  it.each([
    ['data that ends too soon', dataOf(model.slice(2)), objectOf('packed')],
    ['data without a credential', dataOf(model, 0x05), objectOf('packed')],
    ['an object that begins otherwise', dataOf(model), 'omNmbXQ'],
    ['an object that ends in its format', dataOf(model), objectOf('packed').slice(0, 10)],
    ['nothing', '', ''],
  ])('is not known from %s', (_, data, object) => {
    expect(modelOf(made(data, object))).toBeNull();
  });
});

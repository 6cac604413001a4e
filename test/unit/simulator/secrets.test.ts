import { describe, expect, it } from 'vitest';
import { html } from '../../../src/simulator/wire/html.ts';
import { maskSecrets } from '../../../src/simulator/wire/mask.ts';

describe('what is written to the record', () => {
  it('has no secret under its own name, however deep', () => {
    const value = {
      responses: [{ body: { temporaryAccessPass: 'abc', id: '1' } }],
      headers: { Authorization: 'Bearer x', cookie: 'a=b' },
    };
    expect(maskSecrets(value, [])).toEqual({
      responses: [{ body: { temporaryAccessPass: '***', id: '1' } }],
      headers: { Authorization: '***', cookie: '***' },
    });
  });

  it('has no issued pass anywhere, whatever it stands under', () => {
    expect(
      maskSecrets({ message: 'you typed S3cret+ twice: S3cret+', list: ['S3cret+'] }, ['S3cret+']),
    ).toEqual({
      message: 'you typed *** twice: ***',
      list: ['***'],
    });
  });

  it('keeps that a pass was not given', () => {
    expect(maskSecrets({ temporaryAccessPass: null, code: 400 }, [])).toEqual({
      temporaryAccessPass: null,
      code: 400,
    });
  });
});

describe('a page', () => {
  it('escapes what it is given, in text and in attributes', () => {
    expect(html`<b title="${`"'`}">${'<&>'}</b>`.markup).toBe('<b title="&quot;&#39;">&lt;&amp;&gt;</b>');
  });
});

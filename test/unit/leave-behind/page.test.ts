import { describe, expect, it } from 'vitest';
import { leaveBehindPage, type LeaveBehind } from '../../../src/main/leave-behind/index.ts';
import { language, methodLabel } from '../../../src/shared/index.ts';

const about: LeaveBehind = {
  language: 'en',
  site: 'Harbour Group',
  method: { kind: 'security-key', name: 'Blue key' },
  helpContact: 'the help desk, extension 100',
  notMeContact: 'security, extension 911',
  helpAddress: 'https://help.example/sign-in',
  recordNumber: '1F2A-77C0',
};

/** What is read on the page, line by line. */
const linesOf = (html: string): readonly string[] =>
  html
    .replaceAll(/<style>[^]*?<\/style>|<title>[^]*?<\/title>/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

describe('the page that people take along', () => {
  it('says what was set up, how to sign in, whom to call, and nothing else', () => {
    expect(linesOf(leaveBehindPage(about))).toEqual([
      'Your new way to sign in',
      'You set up',
      'Security key (Blue key)',
      'How to sign in',
      'Type your user name.',
      'Plug your security key in, enter its PIN and touch it.',
      'It does not work?',
      'Call the help desk, extension 100',
      'https://help.example/sign-in',
      'Somebody signed in, and it was not you?',
      'Call security, extension 911 at once.',
      'There is no secret on this page. Nobody needs your PIN or a code from you: never tell either.',
      'Harbour Group · Record 1F2A-77C0',
    ]);
  });

  it.each(language.options)('has its own words in %s, for each kind of method', (one) => {
    for (const kind of methodLabel.shape.kind.options) {
      const page = leaveBehindPage({ ...about, language: one, method: { kind, name: null } });
      expect(page).toContain(`<html lang="${one}">`);
      expect(linesOf(page)).toHaveLength(13);
      if (one !== 'en') expect(page).not.toContain('sign in');
    }
  });

  it('takes names of the person and of the site as text', () => {
    const sign = '<script src="https://evil.example"></script>"\'&';
    const page = leaveBehindPage({
      ...about,
      site: sign,
      method: { kind: 'other', name: sign },
      helpContact: sign,
      notMeContact: sign,
      helpAddress: sign,
      recordNumber: sign,
    });
    expect(page).not.toMatch(/<script|<img|<link|<form|<a /);
    expect(page.split('&lt;script src=&quot;https://evil.example&quot;')).toHaveLength(7);
  });
});

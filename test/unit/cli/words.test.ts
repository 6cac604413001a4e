import { expect, it } from 'vitest';
import { commands } from '../../../src/main/cli/commands.ts';
import { tapdesk } from '../../support/cli.ts';

it.each(commands.map(({ name }) => name))(
  '%s refuses an option it does not know, and says how it is used',
  async (name) => {
    const { code, out, error } = await tapdesk(...name.split(' '), '--no-such-option');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    // What verifies is a program of its own too, with a usage of its own.
    expect(error).toMatch(/\n\n(?:usage: tapdesk|FILE|PACK) /);
  },
);

import { parseArgs } from 'node:util';
import { SetupError } from '../setup/report.mjs';

/** What `npm run package` was asked for. */
export interface Options {
  /** A stand-in for Electron may be used, and the result says so everywhere. */
  readonly notForRelease: boolean;
  /** For tests: the Debian package is not compressed. */
  readonly quick: boolean;
  /** Targets of electron-builder beside what this system's packages are made from, such as `AppImage`. */
  readonly targets: readonly string[];
  /** Where the results go, from the checkout. */
  readonly out: string;
}

/**
 * @param words what stands after `npm run package --`
 * @throws SetupError for a word that means nothing here
 */
export const readOptions = (words: readonly string[]): Options => {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        'not-for-release': { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        target: { type: 'string', multiple: true, default: [] },
        out: { type: 'string', default: 'dist' },
      },
    });
    return {
      notForRelease: values['not-for-release'],
      quick: values.quick,
      targets: values.target,
      out: values.out,
    };
  } catch {
    throw new SetupError(
      'usage: npm run package [-- [--not-for-release] [--quick] [--target NAME]... [--out FOLDER]]',
    );
  }
};

import { readFileSync } from 'node:fs';
import { keyOf, type PublicKey } from '../../../verifier/checkpoint.ts';
import { openFile } from '../../../verifier/file.ts';
import type { Report } from '../../../verifier/report.ts';
import { verifyJournal } from '../../../verifier/verify.ts';
import { UsageError } from '../usage-error.ts';

/** What the independent verifier says of a journal or an export. @throws Error when the file is neither */
export const verified = (file: string, keys: readonly PublicKey[] = []): Report => {
  const { source, close } = openFile(file);
  try {
    return verifyJournal(source, { station: null, keys, kept: [], after: null });
  } finally {
    close();
  }
};

/** Reads public keys. @throws UsageError when a file is none */
export const readKeys = (files: readonly string[]): readonly PublicKey[] =>
  files.map((file) => {
    const key = keyOf(JSON.parse(readFileSync(file, 'utf8')));
    if (key === null) throw new UsageError(`${file} is not a public JWK of Ed25519 or P-256`);
    return key;
  });

// Verifies one journal, by the desk's code or by the verifier's, and says how much memory the process needed at most.
import process from 'node:process';
import { openReadOnly } from '../../src/main/journal/database.ts';
import { atOnce, verification } from '../../src/main/journal/examine.ts';
import { openFile } from '../../src/verifier/file.ts';
import { verifyJournal } from '../../src/verifier/verify.ts';

const [who = '', file = ''] = process.argv.slice(2);

/** By the desk's code. */
const byDesk = (): boolean => {
  const connection = openReadOnly(file);
  try {
    return atOnce(verification(connection, null)).ok;
  } finally {
    connection.close();
  }
};

/** By the verifier's own. */
const byVerifier = (): boolean => {
  const { source, close } = openFile(file);
  try {
    return verifyJournal(source, { station: null, keys: [], kept: [], after: null }).ok;
  } finally {
    close();
  }
};

const ok = who === 'desk' ? byDesk() : byVerifier();
process.stdout.write(`${JSON.stringify({ ok, kilobytes: process.resourceUsage().maxRSS })}\n`);

import { randomBytes } from 'node:crypto';
import { openZip } from '../../../verifier/pack/zip.ts';
import { verifyPack } from '../../../verifier/pack/verify.ts';
import { removeLeftovers, writePack } from '../../evidence/index.ts';
import { digestOf, JournalError, type Signer } from '../../journal/index.ts';
import { createSpill } from '../../spill/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { readingAs } from '../posture/read-posture.ts';
import { UsageError } from '../usage-error.ts';
import { readAsked, readJournals } from './asked.ts';
import { gather } from './gather.ts';

/** @throws UsageError when there is no key to sign with */
const signerIn = (folder: string, simulated: boolean, { stationKey }: Invocation): Signer => {
  try {
    return stationKey(folder, simulated);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    throw new UsageError(
      `${folder} holds no station's key that can be read here: a real station's is given to the installed program alone`,
      error,
    );
  }
};

const run = async (invocation: Invocation): Promise<ExitStatus> => {
  const { output, openTenant, json } = invocation;
  const asked = readAsked(invocation);
  const { journals, bad } = readJournals(asked.files);
  if (bad.length > 0) {
    output.error(`${bad.join(', ')}: does not verify; "journal verify" names what is wrong\n`);
    return FOUND;
  }
  const tenant = await openTenant(readingAs);
  const signer = signerIn(asked.keyFolder, tenant.simulation !== null, invocation);
  const means = { signer, randomBytes: (count: number) => randomBytes(count), redacted: asked.redacted };
  removeLeftovers(asked.out);
  const spill = createSpill(asked.out);
  try {
    writePack(asked.out, await gather({ asked, tenant, journals, rows: spill.rows }), means);
  } finally {
    spill.remove();
  }
  const report = verifyPack(openZip(asked.out), []);
  const answer = { file: asked.out, sha256: digestOf(asked.out), key: signer.kid, ...report };
  const words = [
    `${asked.out}: ${report.files} files, signed by ${signer.kid}`,
    `SHA-256 ${answer.sha256 ?? ''}`,
    report.ok ? 'the pack verifies' : 'the pack does not verify: evidence verify names what is wrong',
    ...report.notChecked.map((what) => `could not be checked: ${what}`),
  ];
  output.out(json ? `${JSON.stringify(answer)}\n` : `${words.join('\n')}\n`);
  return report.ok ? FINE : FOUND;
};

/** `tapdesk evidence export`: everything that an assessor asks for, signed. */
export const evidenceExport: Command = {
  name: 'evidence export',
  usage: [
    'JOURNAL… --from DAY --to DAY --out FILE [--redacted] [--logs FILE]... [--reviews FILE] [--alerts DIR]',
    '[--policy FILE] [--key-dir DIR] [--json]',
    'A pack of evidence: journals of all desks, logs, roles, policy, checks, approvals, reviews, alerts, report and a',
    'control map, with a manifest signed by the key of the station beside the first journal (or in --key-dir).',
    '--redacted leaves the personal values out. --policy is the version of the written policy before.',
    'Exit status 0: the pack is there and verifies.',
  ].join('\n'),
  run,
};

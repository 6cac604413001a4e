import type { Round, StoredAlert } from '../../alerts/index.ts';
import type { Finding } from '../../monitoring/index.ts';

/** What each rule says to whoever reads it at a terminal; the numbers stand behind. */
const sentences: Readonly<Record<string, string>> = {
  'outside-tapdesk': 'A pass that no desk has on record.',
  'wrong-class': 'A pass for somebody who may have none on that path.',
  'unexpected-use': 'A pass was used from a place that is not expected, or after it was over.',
  'change-near-pass': 'A policy or a role was changed close to a pass.',
  'not-in-audit': "A desk has a pass on record that the tenant's log lacks.",
  'log-silent': 'A log is silent where it must not be.',
  'membership-left': 'Somebody is, or was, in a pass group for too long.',
  'several-passes': 'One person got more passes than is ordinary.',
  'operator-rate': 'Somebody created far more passes in a day than is usual.',
  'outside-hours': 'A pass was created while the site was closed.',
  'not-used': 'A pass was created and never used.',
  // What desks raise by themselves.
  'left-behind': 'A desk could not take back what was temporary.',
  'foreign-method': 'A method was registered that the person says is not theirs.',
  'retest-contradicted': "The tenant's log says otherwise than a test sign-in did.",
  'retest-unproven': 'A test sign-in on a phone has no proof but a word.',
  'privileged-pass': 'A privileged person got a pass; somebody who had no part in it reviews it.',
  'export-overdue': "The tenant's logs were not exported in time.",
  'journal-damaged': "A desk's journal was damaged, lost or put back.",
  // What an audit of the fleet's ledger finds.
  'ledger-fork': 'A desk signed for two different histories.',
  'ledger-rollback': "A desk's journal was put back to an earlier state.",
  'ledger-gap': 'Something that a desk signed for has not come to the ledger.',
  'ledger-tail-lost': 'A desk lost the end of its journal; the ledger still has it.',
  'ledger-silence': 'Nothing has been heard of a desk for too long.',
  'ledger-entry': 'An entry in the ledger is not as it was sent.',
  'ledger-checkpoint': "A checkpoint in the ledger is not a desk's own.",
  'ledger-key': "A desk's journal names a key that nobody admitted.",
  'ledger-refused': 'The ledger refused something that a desk sent.',
  'ledger-rewritten': 'The ledger has another history than the one kept outside.',
  'ledger-lost': 'The ledger no longer has something that is signed for outside.',
  'ledger-outside': "A checkpoint kept outside is not a desk's own.",
  'ledger-behind': "A desk's checkpoints no longer go outside.",
};

const states: Readonly<Record<Finding['state'], string>> = {
  found: '',
  pending: ' Not sure yet: logs arrive late.',
  unknown: ' It cannot be told.',
};

/** What a finding and an alert have in common. */
type Said = Pick<Finding, 'rule' | 'severity' | 'at' | 'subject' | 'actor' | 'params' | 'state'>;

const paramsOf = ({ subject, actor, params }: Said): string =>
  Object.entries({ person: subject, by: actor, ...params })
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

/** One finding on two lines. */
export const inWords = (one: Said): string =>
  `${one.at}  ${one.severity.padEnd(6)}  ${one.rule}: ${sentences[one.rule] ?? ''}${states[one.state]}\n` +
  `    ${paramsOf(one)}\n`;

const endOf = ({ end }: StoredAlert): string =>
  end === null ? '' : `    ${end.how} ${end.at}${end.reason === null ? '' : ` (${end.reason})`}\n`;

const wayOf = ({ deliveries }: StoredAlert): string =>
  deliveries
    .map(({ channel, deliveredAt, error, attempts }) => {
      if (deliveredAt !== null) return `${channel}: delivered ${deliveredAt}`;
      return error === null ? `${channel}: waits` : `${channel}: ${error}, tried ${attempts} times`;
    })
    .map((line) => `    ${line}\n`)
    .join('');

/** An alert with its id, what became of it, and how far it is on its way. */
export const alertInWords = (stored: StoredAlert): string =>
  `${stored.alert.id}\n${inWords(stored.alert)}${endOf(stored)}${wayOf(stored)}`;

/** What a round with one receiver came to. */
export const roundInWords = ({ channel, delivered, error }: Round): string =>
  `${channel}: ${delivered} delivered${error === null ? '' : `, then ${error}; it is tried again`}\n`;

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
};

const states: Readonly<Record<Finding['state'], string>> = {
  found: '',
  pending: ' Not sure yet: logs arrive late.',
  unknown: ' It cannot be told.',
};

const paramsOf = ({ subject, actor, params }: Finding): string =>
  Object.entries({ person: subject, by: actor, ...params })
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

/** One finding on two lines. */
export const inWords = (one: Finding): string =>
  `${one.at}  ${one.severity.padEnd(6)}  ${one.rule}: ${sentences[one.rule] ?? ''}${states[one.state]}\n` +
  `    ${paramsOf(one)}\n`;

/** Where in a pack something stands. */
export interface Pointer {
  /** `journals/*`: any of the journals. */
  readonly file: string;
  /** JSON pointer; in a file of lines, into each line that `where` picks. */
  readonly field: string;
  /** The type of the entries that it is about; absent: any line. */
  readonly where?: string;
  readonly shows: string;
}

/** One requirement, with what in a pack is evidence for it and what is not. */
export interface Control {
  readonly id: string;
  readonly source: string;
  /** In short, not in the source's words. */
  readonly about: string;
  readonly evidence: readonly Pointer[];
  readonly notShown: string;
}

const CMMC = 'CMMC Level 2; NIST SP 800-171 Rev. 2';
const JOURNALS = 'journals/*';
const POLICY = 'policy/pass-policy.json';
const WRITTEN = 'policy/written-policy.json';
const REPORT = 'report/report.json';
const POSTURE = 'posture/now.json';
const ROLES = 'tenant/roles.jsonl';

const entry = (where: string, field: string, shows: string): Pointer => ({
  file: JOURNALS,
  where,
  field,
  shows,
});
const at = (file: string, field: string, shows: string): Pointer => ({ file, field, shows });
const check = (id: string, shows: string): Pointer => at(POSTURE, `/results/${id}/state`, shows);
const cmmc = (
  id: string,
  about: string,
  rest: { readonly evidence: readonly Pointer[]; readonly notShown: string },
): Control => ({ id, source: CMMC, about, ...rest });

const identification: readonly Control[] = [
  cmmc('IA.L2-3.5.1', 'Users, processes and devices are identified', {
    evidence: [
      entry('enrollment.begun', '/subject', 'whom it is about, by object id'),
      entry('enrollment.begun', '/actor', 'which operator it was'),
      entry('enrollment.begun', '/station', 'at which station'),
    ],
    notShown: 'How accounts are given out and named in the tenant.',
  }),
  cmmc('IA.L2-3.5.2', 'Identities are verified before access is given', {
    evidence: [
      entry('enrollment.begun', '/data/badgeStrength', 'how sure the badge was'),
      entry('proofing.answer', '/data/outcome', 'what the operator checked in person'),
      check('station.compliant', 'whether the station was compliant when the pack was made'),
    ],
    notShown:
      'Whether the document that was shown was genuine; a company badge alone is no proof of identity.',
  }),
  cmmc('IA.L2-3.5.3', 'More than one factor', {
    evidence: [
      entry('method.found', '/data/methodType', 'which method was registered'),
      entry('retest', '/data/signInLog', 'that a sign-in with it was tried, and what the log says'),
    ],
    notShown: 'That the tenant demands it everywhere: Conditional Access does.',
  }),
  cmmc('IA.L2-3.5.4', 'Authentication withstands replay', {
    evidence: [
      at(POLICY, '/tenant/usableOnceOnly', 'that a pass works once'),
      entry('method.found', '/data/methodType', 'that the lasting method is bound to its origin'),
    ],
    notShown: 'Other ways in that the tenant leaves open.',
  }),
  cmmc('IA.L2-3.5.9', 'Temporary passwords are changed at once', {
    evidence: [
      entry('effect.intent', '/data/lifetimeMinutes', 'for how long each pass was asked for'),
      at(REPORT, '/figures/journal/revocation/passMinutes', 'for how long passes existed'),
      at(REPORT, '/figures/journal/revocation/withoutEnd', 'passes of which no end is on record'),
    ],
    notShown:
      'That a pass is a temporary password in the practice’s sense: that is the organization’s argument to make.',
  }),
  cmmc('IA.L2-3.5.10', 'Passwords are stored and sent protected', {
    evidence: [at(WRITTEN, '/settings/visibleSeconds', 'how long a pass may be seen at the desk')],
    notShown: 'That no copy was made: that a pass is written nowhere is how the program is built and tested.',
  }),
  cmmc('IA.L2-3.5.11', 'What is typed is obscured', {
    evidence: [
      at(
        WRITTEN,
        '/settings/visibleSeconds',
        'that a pass is shown for seconds alone, while a button is held',
      ),
    ],
    notShown: 'What somebody beside the person could see.',
  }),
];

const access: readonly Control[] = [
  cmmc('AC.L2-3.1.1', 'Access is limited to who is authorized', {
    evidence: [
      at(ROLES, '/roleId', 'who holds which role that may issue or manage methods'),
      at(POLICY, '/tenant/include', 'which groups a pass is switched on for'),
    ],
    notShown: 'Access to anything but passes.',
  }),
  cmmc('AC.L2-3.1.2', 'And to what they are authorized for', {
    evidence: [
      at(ROLES, '/scope', 'over whom each role is held'),
      entry('decision', '/data/path', 'by which path each pass was decided'),
    ],
    notShown: 'What the same people may do outside the desk.',
  }),
  cmmc('AC.L2-3.1.4', 'Duties are separated', {
    evidence: [
      check('roles.separation', 'that who issues cannot change the policies'),
      { file: 'extracts/approvals.jsonl', where: 'approval.given', field: '/actor', shows: 'who consented' },
    ],
    notShown: 'Separation in systems other than this tenant.',
  }),
  cmmc('AC.L2-3.1.5', 'Least privilege', {
    evidence: [
      check('app.least-privilege', 'that the application has no more permissions than it needs'),
      check('roles.permanent', 'whether powerful roles are held all the time'),
      at(ROLES, '/standing', 'who holds a role all the time'),
    ],
    notShown: 'Privileges outside Microsoft Entra.',
  }),
  cmmc('AC.L2-3.1.7', 'Privileged functions are logged', {
    evidence: [
      entry('effect.intent', '/actor', 'who did what, written before it happened'),
      entry('effect.outcome', '/data/result', 'what came of it'),
    ],
    notShown: 'What was done in the tenant by other tools: the audit log tells.',
  }),
  cmmc('AC.L2-3.1.8', 'Failed attempts are limited', {
    evidence: [
      at(REPORT, '/figures/journal/failures', 'what failed how often, wrong PINs of operators among it'),
    ],
    notShown: 'Failed sign-ins at the tenant.',
  }),
  cmmc('AC.L2-3.1.11', 'Sessions end', {
    evidence: [
      entry('enrollment.ended', '/data/ending', 'how each enrollment ended'),
      at(REPORT, '/figures/journal/stopped', 'enrollments ended because somebody walked away, among others'),
    ],
    notShown: 'Sessions of people at their own devices.',
  }),
];

const audit: readonly Control[] = [
  cmmc('AU.L2-3.3.1', 'Records are made and kept', {
    evidence: [
      at('manifest.json', '/files', 'every record in the pack, with its hash'),
      at(WRITTEN, '/settings/retention.journalDays', 'how long the station keeps them'),
    ],
    notShown: 'Records of systems other than the desks and the tenant’s logs in the pack.',
  }),
  cmmc('AU.L2-3.3.2', 'Actions are traced to people', {
    evidence: [
      entry('effect.outcome', '/actor', 'who acted'),
      entry('effect.outcome', '/subject', 'whom it concerned'),
    ],
    notShown: 'Who that is by name, where personal values were taken out.',
  }),
  cmmc('AU.L2-3.3.4', 'A failure of logging raises an alert', {
    evidence: [at('findings/findings.jsonl', '/rule', 'what watching found, silent logs among it')],
    notShown: 'That somebody acted on it: see the alerts and how they ended.',
  }),
  cmmc('AU.L2-3.3.5', 'Records are correlated', {
    evidence: [
      at('findings/findings.jsonl', '/key', 'what stands in one record and not in the other'),
      at('tenant/readings.json', '/audit', 'which stretch of the tenant’s log was held against the journals'),
    ],
    notShown: 'Correlation with systems other than these.',
  }),
  cmmc('AU.L2-3.3.6', 'Records are reduced and reported', {
    evidence: [at(REPORT, '/figures/journal/volume', 'the figures of the time')],
    notShown: 'Reports on demand about anything else.',
  }),
  cmmc('AU.L2-3.3.7', 'Clocks follow an authoritative source', {
    evidence: [
      check('station.clock', 'how far the station’s clock was from the tenant’s when the pack was made'),
    ],
    notShown: 'Which source the station’s clock follows.',
  }),
  cmmc('AU.L2-3.3.8', 'Records are protected', {
    evidence: [
      entry('station.key', '/data/kid', 'the key that signs for the chain'),
      at('manifest.json', '/key', 'the key that signs for the pack'),
    ],
    notShown:
      'Entries after the last checkpoint, and a copy that was put back: these take a checkpoint kept elsewhere.',
  }),
];

const others: readonly Control[] = [
  cmmc('AT.L2-3.2.2', 'People are trained for their part', {
    evidence: [at(WRITTEN, '/settings/policy.operatorRoleIds', 'who may be an operator')],
    notShown: 'The training itself; whose training has run out is refused where the site keeps that list.',
  }),
  cmmc('CM.L2-3.4.2', 'Security settings are enforced', {
    evidence: [
      at(POSTURE, '/results', 'how tenant and station stood against the baseline when the pack was made'),
      {
        file: 'extracts/posture.jsonl',
        where: 'posture.checked',
        field: '/data/notFine',
        shows: 'and at each run',
      },
    ],
    notShown: 'Settings that the checks do not look at.',
  }),
  cmmc('CM.L2-3.4.6', 'Nothing but what is needed', {
    evidence: [
      check('station.shell', 'that the desk is the station’s shell'),
      check('station.fuses', 'and its program is locked down'),
    ],
    notShown: 'What the operating system still offers to who has its administrator’s password.',
  }),
  cmmc('IR.L2-3.6.1', 'Incidents are handled', {
    evidence: [at('alerts/outbox.jsonl', '/end', 'how each alert ended, and by whom')],
    notShown: 'What was done about it outside this program.',
  }),
];

const NIST_63B = 'NIST SP 800-63B-4, section 4 (events)';

const identity: readonly Control[] = [
  {
    id: '63B-4.1',
    source: NIST_63B,
    about: 'Authenticators are bound to an account, and that is on record',
    evidence: [
      entry('method.found', '/data/methodType', 'which method was bound'),
      entry('method.found', '/at', 'when'),
      entry('method.found', '/station', 'at which station'),
    ],
    notShown: 'Whether the model was attested, where the tenant does not ask for it.',
  },
  {
    id: '63B-4.2',
    source: NIST_63B,
    about: 'An account is recovered by proving identity again',
    evidence: [
      entry('decision', '/data/scenario', 'why the pass was needed'),
      entry('proofing.answer', '/data/step', 'which checks were made again'),
    ],
    notShown: 'A notice to the person: none is sent.',
  },
  {
    id: '63B-4.5',
    source: NIST_63B,
    about: 'What is lost or no longer needed is invalidated promptly',
    evidence: [
      at(
        REPORT,
        '/figures/journal/revocation/registeredToRevokedSeconds',
        'how long from the new method to the pass being gone',
      ),
      entry('effect.outcome', '/data/undoes', 'what was taken back'),
    ],
    notShown: 'Losses that nobody reported at a desk.',
  },
  {
    id: '03.05.12',
    source: 'NIST SP 800-171 Rev. 3 (not what CMMC is assessed by today)',
    about: 'The recipient of an authenticator is verified at first distribution',
    evidence: [entry('proofing.answer', '/data/outcome', 'what was checked before the pass')],
    notShown: 'Authenticators that were given out elsewhere.',
  },
];

/**
 * What a pack is evidence for. It supports a practice; it does not by itself make one met. Source: facts about controls;
 * numbers of 800-63B-4 by its development copy, to be checked against the final text.
 */
export const controlMap: { readonly format: string; readonly v: 1; readonly controls: readonly Control[] } = {
  format: 'tapdesk-control-map',
  v: 1,
  controls: [...identification, ...access, ...audit, ...others, ...identity],
};

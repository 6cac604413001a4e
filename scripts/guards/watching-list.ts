import type { Guard } from './guard.ts';

const objection = 'test/unit/alerts/objection.test.ts';
const supervisor = 'test/unit/desk/console.test.ts';
const retention = 'test/unit/cli/retention.test.ts';

/** Source: threats T63 to T66 (docs/threat-model.md). */
export const ofWatching: readonly Guard[] = [
  {
    name: 'nobody acknowledges what they had a part in',
    file: 'src/main/alerts/objection.ts',
    find: "return isPartOf(alert, by.id) ? 'takes-part' : null;",
    replace: 'return null;',
    tests: [objection, 'who had a part in it'],
  },
  {
    name: 'an acknowledgement takes a role of a supervisor',
    file: 'src/main/alerts/objection.ts',
    find: "  if (!supervises(by, roleIds)) return 'no-role';\n",
    replace: '',
    tests: [objection, 'active role'],
  },
  {
    name: 'one sender at a time for one delivery',
    file: 'src/main/alerts/outbox.ts',
    find: 'hold.run(now + CLAIM_MS, alert.id, channel);',
    replace: '',
    tests: ['test/unit/alerts/outbox.test.ts', 'one sender at a time'],
  },
  {
    name: 'no call of the console while it is closed',
    file: 'src/main/desk/console.ts',
    find: 'if (before === null || before.busy) return notNow();',
    replace: 'if (before === null) return ok({});',
    tests: [supervisor, 'takes no call'],
  },
  {
    name: 'the console takes a role of a supervisor',
    file: 'src/main/desk/console.ts',
    find: 'if (isSupervisor(supervisor, ports.settings)) {',
    replace: 'if (!isSupervisor(supervisor, ports.settings) || roles.known) {',
    tests: [supervisor, 'stays closed'],
  },
  {
    name: 'the console closes when the station is left alone',
    file: 'src/main/desk/desk.ts',
    find: '      parts.console.close();\n',
    replace: '',
    tests: [supervisor, 'closes by itself'],
  },
  {
    name: 'a legal hold stops retention',
    file: 'src/main/retention/plan.ts',
    find: "  if (legalHold !== null) return 'legal-hold';\n",
    replace: '',
    tests: [retention, 'legal hold'],
  },
  {
    name: 'a legal hold stops pruning by hand',
    file: 'src/main/cli/journal/prune.ts',
    find: 'legalHold({ configFiles }) ?? ',
    replace: '',
    tests: [retention, 'legal hold'],
  },
  {
    name: 'a secret that others may read is not used',
    file: 'src/main/config/alert-channels.ts',
    find: 'if (isOpenToOthers(file, platform))',
    replace: "if (isOpenToOthers(file, platform) && file === '')",
    tests: ['test/unit/config/alert-channels.test.ts', 'others may read'],
  },
];

import { randomUUID } from 'node:crypto';
import { alertReasons, objectionTo, type AlertReason, type Objection } from '../../alerts/index.ts';
import { FINE, FOUND, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { argumentsOf } from './arguments.ts';
import { withOutbox } from './outbox.ts';

/** What a person's own session asks for: who they are and which roles they hold. */
const permissions = ['User.Read', 'RoleManagement.Read.Directory', 'RoleAssignmentSchedule.Read.Directory'];
const MOST_CHARACTERS = 200;

interface Asked {
  readonly id: string;
  readonly reason: AlertReason;
  readonly remark: string | null;
  readonly folder: string | null;
}

const readArgs = (args: readonly string[]): Asked => {
  const { positionals, values } = argumentsOf(args, ['reason', 'remark', 'dir']);
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0)
    throw new UsageError('one ID is needed; "alerts list" names them');
  const reason = alertReasons.find((one) => one === values['reason']);
  if (reason === undefined) throw new UsageError(`--reason is one of ${alertReasons.join(', ')}`);
  const remark = values['remark']?.trim() ?? null;
  if (remark === '' || (remark ?? '').length > MOST_CHARACTERS)
    throw new UsageError(`--remark takes 1 to ${MOST_CHARACTERS} characters`);
  return { id, reason, remark, folder: values['dir'] ?? null };
};

const sentences: Readonly<Record<Objection, string>> = {
  'no-role':
    'holds no active role of policy.approval.supervisorRoleIds: somebody who does has to acknowledge',
  'takes-part': 'had a part in it: somebody else has to acknowledge',
};

const acknowledge = async (asked: Asked, invocation: Invocation): Promise<string | null> =>
  withOutbox(asked.folder, invocation, async (outbox) => {
    const found = outbox.find(asked.id);
    if (found === null) throw new UsageError(`there is no alert ${asked.id}; "alerts list --all" names all`);
    if (found.end !== null) return `it was ${found.end.how} already, at ${found.end.at}`;
    const { config, directory, readBy } = await invocation.openTenant({ part: 'supervisor', permissions });
    const { value: person } = await directory.readOperator({ correlationId: randomUUID() });
    const objection = objectionTo(found.alert, person, config.policy.approval.supervisorRoleIds);
    if (objection !== null) return `${readBy} ${sentences[objection]}`;
    const { reason, remark } = asked;
    const done = outbox.acknowledge(asked.id, { by: person.id, reason, remark, at: invocation.now() });
    return done ? null : 'somebody else acknowledged it just now';
  });

/** `tapdesk alerts acknowledge`: a supervisor says why an alert may rest. */
export const alertsAcknowledge: Command = {
  name: 'alerts acknowledge',
  usage: [
    `ID --reason ${alertReasons.join('|')} [--remark TEXT] [--dir DIR] [--json]`,
    'A supervisor signs in and says why the alert may rest. The desk writes it into its journal when it looks next.',
    'Exit status 0: it rests. 1: it does not, and why.',
  ].join('\n'),
  run: async (invocation) => {
    const asked = readArgs(invocation.args);
    const against = await acknowledge(asked, invocation);
    const answer = { id: asked.id, acknowledged: against === null, obstacle: against };
    const words = against ?? `${asked.id} is acknowledged`;
    invocation.output.out(invocation.json ? `${JSON.stringify(answer)}\n` : `${words}\n`);
    return against === null ? FINE : FOUND;
  },
};

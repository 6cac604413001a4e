import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AuditEvent, SignInEvent } from '../../src/main/directory/index.ts';
import { keptLogLines, type Told } from '../../src/main/monitoring/index.ts';
import { eachEntry } from '../../src/main/watching/index.ts';
import { BEGIN, END } from './evidence-journal.ts';

const AT_ONCE = 10_000;

const effectOf = (entry: Told, step: string): string | null =>
  entry.type === 'effect.outcome' && entry.step === step ? String(entry.data['effect']) : null;

/** Both sides of a pass, as the tenant tells them. Source: facts about audit events, "Authentication Methods". */
const auditOf = (entry: Told): AuditEvent | null => {
  const [made, taken] = [effectOf(entry, 'issue'), effectOf(entry, 'revoke')];
  if (made === null && taken === null) return null;
  const { at, actor: by, subject: id, data } = entry;
  const passId = String(data['passId'] ?? String(data['undoes']).replace('issue', 'pass'));
  const modified = [{ name: 'TemporaryAccessPass.Id', from: null, to: `"${passId}"` }];
  return {
    ...{ id: `audit-${made ?? taken ?? ''}`, at, by, succeeded: true },
    activity: made === null ? 'Admin deleted security info' : 'Admin registered security info',
    ...{ service: 'Authentication Methods', category: 'UserManagement' },
    reason: `Admin ${made === null ? 'deleted' : 'registered'} temporary access pass method for user`,
    targets: [{ id, type: 'User', modified: made === null ? [] : modified }],
  };
};

const signInOf = ({ type, at, subject, data }: Told): SignInEvent | null =>
  type !== 'method.found' || subject === null
    ? null
    : {
        ...{ id: `sign-in-${String(data['methodId'])}`, at, personId: subject, appId: 'security-info' },
        ...{ address: '192.0.2.10', deviceId: 'device', succeeded: true, methods: ['Temporary Access Pass'] },
        policies: [{ id: 'policy-1', name: 'Register security information', result: 'success' }],
      };

function* eventsIn<T>(file: string, to: (entry: Told) => T | null): Generator<T> {
  for (const entry of eachEntry(file)) {
    const event = to(entry);
    if (event !== null) yield event;
  }
}

/** Writes the logs that a tenant would have beside a journal, as a site keeps them. Returns their file. */
export const writeQuarterLogs = (journal: string): string => {
  const file = path.join(path.dirname(journal), 'logs.jsonl');
  const stretch = {
    known: true,
    from: new Date(BEGIN).toISOString(),
    until: new Date(END).toISOString(),
  } as const;
  const audit = { ...stretch, events: eventsIn(journal, auditOf) };
  let waiting: string[] = [];
  const flush = (): void => {
    writeFileSync(file, waiting.map((line) => `${line}\n`).join(''), { flag: 'a' });
    waiting = [];
  };
  for (const line of keptLogLines({ audit, signIns: { ...stretch, events: eventsIn(journal, signInOf) } })) {
    waiting.push(line);
    if (waiting.length === AT_ONCE) flush();
  }
  flush();
  return file;
};

import type { Screen, WarningOnScreen } from '../../shared/index.ts';
import { keysOfIdentifier, type Attached, type BadgeRead, type MappingRule } from '../badge/index.ts';
import type { DeskSettings } from './ports.ts';
import type { Identified } from './identifying.ts';
import type { Trial } from './reader-page.ts';
import type { DeskState } from './state.ts';

type ReaderScreen = Extract<Screen, { kind: 'operator/readers' }>;
type TrialOnScreen = NonNullable<ReaderScreen['trial']>;

/** How many characters stay readable: enough to tell two badges apart, too few to make one. */
const LAST = 3;

const masked = (text: string): string =>
  text.length <= LAST ? '•'.repeat(text.length) : '•'.repeat(text.length - LAST) + text.slice(-LAST);

const numbersOf = (read: BadgeRead, shown: boolean): TrialOnScreen['names'] =>
  keysOfIdentifier(read.identifier)
    .slice(0, read.identifier.kind === 'piv' ? 3 : 1)
    .map(({ kind, value }) => ({ kind, value: shown ? value : masked(value) }));

const ruleOf = (rule: MappingRule | null): TrialOnScreen['rule'] => {
  if (rule === null) return null;
  if (rule.by === 'extension-attribute') return { by: rule.by, name: rule.name };
  if (rule.by === 'custom-security-attribute') return { by: rule.by, name: `${rule.set}/${rule.name}` };
  return { by: rule.by, name: null };
};

const lookupOf = (found: Identified | null, phase: DeskState['phase']): TrialOnScreen['lookup'] => {
  if (found !== null) return 'over';
  return phase === 'ready' ? 'running' : 'not-signed-in';
};

const trialOf = (trial: Trial, { phase, numberShown }: DeskState): TrialOnScreen => {
  const nothing = { technology: null, strength: null, rule: null, person: null } as const;
  if ('code' in trial) return { ...nothing, names: [], code: trial.code, lookup: 'over' };
  const { read, found } = trial;
  const whose = found !== null && 'person' in found ? found.person : null;
  return {
    technology: read.technology,
    strength: read.strength,
    names: numbersOf(read, numberShown),
    code: found !== null && 'code' in found ? found.code : null,
    rule: found === null ? null : ruleOf(found.rule),
    person: whose === null ? null : `${whose.displayName} · ${whose.userPrincipalName}`,
    lookup: lookupOf(found, phase),
  };
};

const mayOf = (phase: DeskState['phase'], settings: DeskSettings): ReaderScreen['formatMay'] => {
  if (phase !== 'ready') return 'not-signed-in';
  return settings.badgeFormatLocked ? 'locked' : 'change';
};

const triedOf = ({ formatSaved, formatDraft }: DeskState): ReaderScreen['formatState'] => {
  if (formatSaved) return 'saved';
  return formatDraft === null ? 'in-force' : 'tried';
};

/** That no card can be read now, where the site reads cards. */
export const readerWarnings = (attached: Attached | null): WarningOnScreen[] => {
  if (attached === null) return [];
  if (attached.service !== 'running') return [{ of: 'reader-service' }];
  return attached.readers.some(({ state }) => state !== 'gone') ? [] : [{ of: 'reader-none' }];
};

const isOpen = ({ page, phase, facing }: DeskState): boolean =>
  page === 'readers' && facing === 'operator' && (phase === 'closed' || phase === 'ready');

/** The page about badge readers, while somebody has it open and no enrollment runs. */
export const readerScreen = (state: DeskState, settings: DeskSettings): ReaderScreen | null => {
  if (!isOpen(state)) return null;
  const { attached, trial, numberShown, format, formatDraft } = state;
  return {
    kind: 'operator/readers',
    service: attached?.service ?? 'not-used',
    readers: (attached?.readers ?? []).map(({ name, state: now }) => ({ name, state: now })),
    trial: trial === null ? null : trialOf(trial, state),
    numberShown,
    format: { ...(formatDraft ?? format) },
    formatMay: mayOf(state.phase, settings),
    formatState: triedOf(state),
  };
};

import type { BadgeIdentifier } from '../port.ts';
import type { MappingConfig, MappingRule } from './config.ts';
import type { BadgeKey } from './keys.ts';

/** What the directory is asked; the same form as its own query. */
export type DirectoryLookup =
  | { readonly by: 'employee-id'; readonly value: string }
  | { readonly by: 'extension-attribute'; readonly name: string; readonly value: string }
  | {
      readonly by: 'custom-security-attribute';
      readonly set: string;
      readonly name: string;
      readonly value: string;
    };

/** How the person is looked for. `rule` is what was configured, for whoever wants to know why. */
export type Lookup =
  | { readonly in: 'directory'; readonly rule: MappingRule; readonly query: DirectoryLookup }
  | { readonly in: 'table'; readonly rule: MappingRule; readonly key: BadgeKey }
  | { readonly in: 'nowhere'; readonly code: 'badge.no-rule' | 'badge.lacks-name' };

const none = (code: 'badge.no-rule' | 'badge.lacks-name'): Lookup => ({ in: 'nowhere', code });

type Piv = Extract<BadgeIdentifier, { kind: 'piv' }>;
type Numbered = Extract<BadgeIdentifier, { kind: 'number' }>;

const asKey = (kind: BadgeKey['kind'], value: string | null): BadgeKey | null =>
  value === null ? null : { kind, value };

/** The ten digits of a FASC-N that name the person rather than the card. Source: PACS 2.3, table 6. */
const personIn = (fascN: string | null): string | null => fascN?.slice(16, 26) ?? null;

const nameOnCard = ({ uuid, fascN, subject }: Piv, from: MappingRule['from']): BadgeKey | null => {
  switch (from) {
    case 'uuid':
      return asKey('uuid', uuid);
    case 'fasc-n':
      return asKey('fasc-n', fascN);
    case 'fasc-n-person':
      return asKey('number', personIn(fascN));
    case 'subject':
      return asKey('subject', subject);
    default:
      return null;
  }
};

const nameInNumber = ({ value, facility }: Numbered, from: MappingRule['from']): BadgeKey | null => {
  if (from === 'number') return { kind: 'number', value };
  return asKey('number', facility === null ? null : `${facility}-${value}`);
};

/** What of the identifier names the person; null when the badge does not have it. */
const nameIn = (identifier: BadgeIdentifier, from: MappingRule['from']): BadgeKey | null => {
  switch (identifier.kind) {
    case 'uid':
      return { kind: 'uid', value: identifier.value };
    case 'number':
      return nameInNumber(identifier, from);
    case 'piv':
      return nameOnCard(identifier, from);
  }
};

const queryFor = (rule: MappingRule, value: string): DirectoryLookup | null => {
  switch (rule.by) {
    case 'employee-id':
      return { by: rule.by, value };
    case 'extension-attribute':
      return { by: rule.by, name: rule.name, value };
    case 'custom-security-attribute':
      return { by: rule.by, set: rule.set, name: rule.name, value };
    case 'table':
      return null;
  }
};

/** Where a badge's person is looked for, by the site's rules. Pure. */
export const lookupOf = (identifier: BadgeIdentifier, mapping: MappingConfig): Lookup => {
  const rule: MappingRule | null = mapping[identifier.kind];
  if (rule === null) return none('badge.no-rule');
  const key = nameIn(identifier, rule.from);
  if (key === null) return none('badge.lacks-name');
  const query = queryFor(rule, key.value);
  return query === null ? { in: 'table', rule, key } : { in: 'directory', rule, query };
};

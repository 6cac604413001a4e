import type { BadgeIdentifier, BadgeRead } from '../port.ts';

/** What a badge can be named by in the site's lists. */
export const keyKinds = ['number', 'uid', 'fasc-n', 'uuid', 'subject', 'certificate'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** One name of one badge. */
export interface BadgeKey {
  readonly kind: KeyKind;
  readonly value: string;
}

/** A key as one text: what lists are searched by and what is hashed. */
export const keyText = ({ kind, value }: BadgeKey): string => `${kind}:${value}`;

const forms: Readonly<
  Record<KeyKind, { readonly pattern: RegExp; readonly clean: (text: string) => string }>
> = {
  // With the facility code before it where the badge has one.
  number: { pattern: /^([0-9]{1,5}-)?[0-9A-Za-z]{1,64}$/, clean: (text) => text },
  uid: { pattern: /^([0-9A-F]{2}){4,10}$/, clean: (text) => text.replaceAll(/[ :-]/g, '').toUpperCase() },
  'fasc-n': { pattern: /^[0-9]{32}$/, clean: (text) => text.replaceAll(/[ -]/g, '') },
  uuid: {
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    clean: (text) => text.toLowerCase(),
  },
  subject: { pattern: /^.{1,512}$/, clean: (text) => text },
  certificate: { pattern: /^[0-9a-f]{64}$/, clean: (text) => text.replaceAll(':', '').toLowerCase() },
};

/** What somebody wrote, in the form in which badges are compared; null when it is no such value. */
export const keyOf = (kind: KeyKind, text: string): BadgeKey | null => {
  const { pattern, clean } = forms[kind];
  const value = clean(text.trim());
  return pattern.test(value) ? { kind, value } : null;
};

/** A key from its text; null when it is none. */
export const keyIn = (text: string): BadgeKey | null => {
  const at = text.indexOf(':');
  const kind = keyKinds.find((one) => one === text.slice(0, at));
  return kind === undefined ? null : keyOf(kind, text.slice(at + 1));
};

const present = (kind: KeyKind, value: string | null): readonly BadgeKey[] =>
  value === null ? [] : [{ kind, value }];

/** Every key by which an identifier can stand in a list. */
export const keysOfIdentifier = (identifier: BadgeIdentifier): readonly BadgeKey[] => {
  switch (identifier.kind) {
    case 'number': {
      const { value, facility } = identifier;
      return [
        ...present('number', facility === null ? null : `${facility}-${value}`),
        ...present('number', value),
      ];
    }
    case 'uid':
      return present('uid', identifier.value);
    case 'piv':
      return [
        ...present('uuid', identifier.uuid),
        ...present('fasc-n', identifier.fascN),
        ...present('subject', identifier.subject),
      ];
  }
};

/** Every key by which a badge that was read can stand in a list, its certificate among them. */
export const keysOf = ({
  identifier,
  proof,
}: Pick<BadgeRead, 'identifier' | 'proof'>): readonly BadgeKey[] => [
  ...keysOfIdentifier(identifier),
  ...present('certificate', proof?.certificateThumbprint ?? null),
];

import type { Screen, ScreenOf } from '../../src/shared/index.ts';

const screen: ScreenOf<'operator/readers'> = {
  kind: 'operator/readers',
  service: 'running',
  readers: [
    { name: 'Contactless reader 00 00', state: 'card' },
    { name: 'Contact reader 01 00', state: 'gone' },
  ],
  trial: {
    technology: 'piv',
    strength: 'signed',
    names: [
      { kind: 'uuid', value: '•••••••••••••••••••••••••••••••••110' },
      { kind: 'fasc-n', value: '•••••••••••••••••••••••••••••345' },
      { kind: 'subject', value: '•••••••••••••••••••••••••••••••••••••••ple' },
    ],
    code: null,
    rule: { by: 'custom-security-attribute', name: 'Badges/CardUuid' },
    person: 'Nadia Newhire · nadia.newhire@example.test',
    lookup: 'over',
  },
  numberShown: false,
  format: { suffix: 'enter', layout: 'plain', digits: 'decimal' },
  formatMay: 'change',
  formatState: 'in-force',
};

const misread: Screen = {
  ...screen,
  service: 'not-running',
  readers: [],
  trial: {
    technology: null,
    strength: null,
    names: [],
    code: 'badge.parity-wrong',
    rule: null,
    person: null,
    lookup: 'over',
  },
  format: { suffix: 'tab', layout: 'h10301', digits: 'decimal' },
  formatState: 'tried',
};

const waiting: Screen = {
  ...screen,
  service: 'not-used',
  readers: [],
  trial: null,
  formatMay: 'not-signed-in',
};

const nobody: Screen = {
  ...screen,
  trial: {
    technology: 'wedge',
    strength: 'identifier',
    names: [{ kind: 'number', value: '101-1337' }],
    code: 'badge.unknown',
    rule: { by: 'employee-id', name: null },
    person: null,
    lookup: 'over',
  },
  numberShown: true,
  format: { suffix: 'enter', layout: 'corporate-1000', digits: 'facility-and-card' },
  formatState: 'saved',
};

/** The page about badge readers. */
export const readerSamples = {
  'operator-readers': { stage: null, screen },
  'operator-readers-misread': { stage: null, screen: misread },
  'operator-readers-nobody': { stage: null, screen: nobody },
  'operator-readers-waiting': { stage: null, screen: waiting },
} as const;

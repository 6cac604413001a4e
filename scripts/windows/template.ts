import { configSchema } from '../../src/main/config/schema.ts';
import { settingsOf, type Setting } from '../../src/main/config/settings.ts';

/** Microsoft's two files of an administrative template: what can be set, and how it is called. */
export interface Template {
  readonly admx: string;
  readonly adml: string;
}

const namespace = 'Tapdesk.Policies';

/** XML's five. */
const escaped = (text: string): string => text.replace(/[<>&"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** Names in a template are letters, digits and underscores. */
const nameOf = (path: string): string => path.replace(/[^A-Za-z0-9]+/g, '_');
const categoryOf = (path: string): string => path.split('.')[0] ?? '';

const splitPath = (path: string): { readonly key: string; readonly value: string } => {
  const parts = path.split('.');
  return {
    key: ['SOFTWARE\\Policies\\Tapdesk', ...parts.slice(0, -1)].join('\\'),
    value: parts.at(-1) ?? '',
  };
};

const elementOf = (setting: Setting): string => {
  const { value } = splitPath(setting.path);
  const about = `id="value" valueName="${escaped(value)}"`;
  switch (setting.kind) {
    case 'number':
      return `<decimal ${about} required="true" minValue="${setting.least}" maxValue="${setting.most}" />`;
    case 'list':
      return `<multiText ${about} required="true" />`;
    case 'choice':
      return [
        `<enum ${about} required="true">`,
        ...setting.choices.map(
          (one) =>
            `          <item displayName="$(string.${nameOf(setting.path)}_${nameOf(one)})"><value><string>${escaped(one)}</string></value></item>`,
        ),
        '        </enum>',
      ].join('\n');
    default:
      return `<text ${about} required="true" maxLength="16384" />`;
  }
};

const policyOf = (setting: Setting): string => {
  const name = nameOf(setting.path);
  const { key, value } = splitPath(setting.path);
  const isSwitch = setting.kind === 'switch';
  const attributes = [
    `name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_help)"`,
    `key="${escaped(key)}"${isSwitch ? ` valueName="${escaped(value)}"` : ` presentation="$(presentation.${name})"`}`,
  ];
  return [
    `    <policy ${attributes.join(' ')}>`,
    `      <parentCategory ref="category_${nameOf(categoryOf(setting.path))}" />`,
    '      <supportedOn ref="windows:SUPPORTED_Windows_10_0" />',
    ...(isSwitch
      ? [
          '      <enabledValue><decimal value="1" /></enabledValue>',
          '      <disabledValue><decimal value="0" /></disabledValue>',
        ]
      : ['      <elements>', `        ${elementOf(setting)}`, '      </elements>']),
    '    </policy>',
  ].join('\n');
};

const helpOf = ({ path, kind }: Setting): string => {
  const form: Readonly<Partial<Record<Setting['kind'], string>>> = {
    list: ' One value a line.',
    json: ' Written as JSON, as in the configuration file.',
  };
  return `The setting ${path} of the configuration.${form[kind] ?? ''} A configuration file may only say the same, or something stricter. The operations guide says what it means.`;
};

const boxOf = (setting: Setting): string => {
  const label = escaped(setting.path);
  switch (setting.kind) {
    case 'number':
      return `<decimalTextBox refId="value">${label}</decimalTextBox>`;
    case 'list':
      return `<multiTextBox refId="value" />`;
    case 'choice':
      return `<dropdownList refId="value" noSort="true">${label}</dropdownList>`;
    default:
      return `<textBox refId="value"><label>${label}</label></textBox>`;
  }
};

const textsOf = (setting: Setting): readonly string[] => {
  const name = nameOf(setting.path);
  const choices = setting.kind === 'choice' ? setting.choices : [];
  return [
    `<string id="${name}">${escaped(setting.path)}</string>`,
    `<string id="${name}_help">${escaped(helpOf(setting))}</string>`,
    ...choices.map((one) => `<string id="${name}_${nameOf(one)}">${escaped(one)}</string>`),
  ];
};

const admxOf = (settings: readonly Setting[], categories: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<!-- Made by scripts/windows/admx.ts from the one schema of the configuration. -->',
    '<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">',
    '  <policyNamespaces>',
    `    <target prefix="tapdesk" namespace="${namespace}" />`,
    '    <using prefix="windows" namespace="Microsoft.Policies.Windows" />',
    '  </policyNamespaces>',
    '  <resources minRequiredRevision="1.0" />',
    '  <categories>',
    '    <category name="tapdesk" displayName="$(string.tapdesk)" />',
    ...categories.map(
      (one) =>
        `    <category name="category_${nameOf(one)}" displayName="$(string.category_${nameOf(one)})"><parentCategory ref="tapdesk" /></category>`,
    ),
    '  </categories>',
    '  <policies>',
    ...settings.map(policyOf),
    '  </policies>',
    '</policyDefinitions>',
    '',
  ].join('\n');

const admlOf = (settings: readonly Setting[], categories: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">',
    '  <displayName>Tapdesk</displayName>',
    '  <description>The configuration of an enrollment desk</description>',
    '  <resources>',
    '    <stringTable>',
    '      <string id="tapdesk">Tapdesk</string>',
    ...categories.map((one) => `      <string id="category_${nameOf(one)}">${escaped(one)}</string>`),
    ...settings.flatMap(textsOf).map((text) => `      ${text}`),
    '    </stringTable>',
    '    <presentationTable>',
    ...settings
      .filter(({ kind }) => kind !== 'switch')
      .map((one) => `      <presentation id="${nameOf(one.path)}">${boxOf(one)}</presentation>`),
    '    </presentationTable>',
    '  </resources>',
    '</policyDefinitionResources>',
    '',
  ].join('\n');

/** The template of today's schema. `locked` is left out: what a policy says is locked. Pure. */
export const makeTemplate = (): Template => {
  const settings = settingsOf(configSchema).filter(({ path }) => path !== 'locked');
  const categories = [...new Set(settings.map(({ path }) => categoryOf(path)))];
  return { admx: admxOf(settings, categories), adml: admlOf(settings, categories) };
};

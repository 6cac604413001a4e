import path from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { layers } from './eslint-layers.mjs';
import { zones } from './layers.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const sizes = (lines, functionLines) => ({
  'max-lines': ['error', { max: lines }],
  'max-lines-per-function': ['error', { max: functionLines, skipBlankLines: true, skipComments: true }],
});
const banned = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'No raw markup.' },
  {
    selector: "MemberExpression[object.name='shell'][property.name='openExternal']",
    message: 'The kiosk opens nothing outside itself.',
  },
];

export default tseslint.config(
  { ignores: ['node_modules/**', 'out/**', 'dist/**', '.config/**', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    settings: { root },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { tapdesk: { rules: { layers } } },
    rules: {
      'tapdesk/layers': ['error', zones],
      'no-restricted-syntax': ['error', ...banned],
      'no-console': 'error',
      complexity: ['error', 10],
      'max-params': ['error', 3],
      ...sizes(350, 50),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    ...jsxA11y.flatConfigs.strict,
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  { files: ['src/main/app/**/*.ts'], rules: sizes(350, 80) },
  { files: ['test/**/*.ts', 'scripts/**/*.ts'], rules: { ...sizes(500, 200), 'no-console': 'off' } },
  // Tools load their configuration as a default export.
  { files: ['.config/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
);

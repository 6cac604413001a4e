// What a security scanner sees in the product's own code: run by scripts/scan, which holds it to the explained findings
// of .config/security-findings.json. Beside the project's own lint, so that each finding is counted and none silenced.
import tseslint from 'typescript-eslint';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import security from 'eslint-plugin-security';

export default [
  {
    files: ['src/**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    // Comments of the product's own lint name rules that this run does not have.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    plugins: { security, 'no-unsanitized': noUnsanitized },
    rules: {
      ...security.configs.recommended.rules,
      ...noUnsanitized.configs.recommended.rules,
      // Flags every `object[key]`. Keys here are typed unions or read with noUncheckedIndexedAccess; what comes from
      // outside goes through a schema first.
      'security/detect-object-injection': 'off',
    },
  },
];

import path from 'node:path';
import { ESLint } from 'eslint';
import { root } from '../setup/paths.mjs';
import type { Found } from './finding.ts';

/** eslint-plugin-security and eslint-plugin-no-unsanitized over the product's own code. */
export const scanBySecurityLint = async (): Promise<readonly Found[]> => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: path.join(root, '.config/eslint-security.config.mjs'),
  });
  const results = await eslint.lintFiles(['src']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => ({
      tool: 'eslint',
      rule: ruleId ?? message,
      file: path.relative(root, filePath).split(path.sep).join('/'),
    })),
  );
};

import { lintConfig, readConfig } from '../../config/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** `tapdesk policy lint`: settings that are weaker than the requirements' baseline. */
export const policyLint: Command = {
  name: 'policy lint',
  usage:
    '[--json]\n' +
    "Names every setting of --config that is weaker than the requirements' baseline, with the requirement.\n" +
    'Exit status 0: none is. 1: some are.',
  run: ({ args, json, output, configFiles }) => {
    const unknown = args.find((word) => word !== '--json');
    if (unknown !== undefined) throw new UsageError(`policy lint: there is no option ${unknown}`);
    if (configFiles.length === 0) throw new UsageError('policy lint: say which configuration: --config FILE');
    const findings = lintConfig(readConfig(...configFiles));
    const lines = findings.map(
      ({ setting, requirement, message }) => `${setting}: ${message} [${requirement}]\n`,
    );
    output.out(json ? `${JSON.stringify({ findings }, null, 2)}\n` : lines.join(''));
    return Promise.resolve(findings.length === 0 ? FINE : FOUND);
  },
};

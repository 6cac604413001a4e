import { FINE, FOUND, type Command } from '../command.ts';
import { readingAs } from '../posture/read-posture.ts';
import { graphOf } from '../tenant/graph-of.ts';
import { createPlanning, phaseOf } from './planning.ts';
import { isDone, planText } from './print.ts';
import { wordsOf } from '../words.ts';

/** `tapdesk tenant plan`: what would have to change for the tenant to be as the site wants it. Changes nothing. */
export const tenantPlan: Command = {
  name: 'tenant plan',
  usage:
    '[--phase report-only|pilot|everyone] [--json]\n' +
    'Says what would have to change for the tenant to be as posture.desired wants it. Changes nothing.\n' +
    'Exit status 0: nothing. 1: something is to be changed, or could not be read.',
  run: async ({ args, json, output, openTenant }) => {
    const words = wordsOf(args, { phase: { type: 'string' }, json: { type: 'boolean' } });
    const phase = phaseOf(words.phase);
    const tenant = await openTenant(readingAs);
    const plan = createPlanning({ config: tenant.config, graph: graphOf(tenant, tenant.session), phase });
    const found = (await plan()).plan;
    output.out(json ? `${JSON.stringify({ empty: isDone(found), ...found }, null, 2)}\n` : planText(found));
    return isDone(found) ? FINE : FOUND;
  },
};

import { allows, refuses, type Rule } from '../rule.ts';
import { waysOf } from '../ways/ways.ts';

/** A pass that leads to no method only opens the account for an hour: some way must be able to succeed. */
export const wayOpen: Rule = {
  id: 'way-open',
  source: 'Zero trust guide 4.3',
  check: (input) => {
    const open = waysOf(input).filter((one) => one.closed === null);
    return [open.length > 0 ? allows('ways.open', { count: open.length }) : refuses('ways.none-open')];
  },
};

import { failed, ok, problemOf, type Language, type Nothing, type Result } from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { LeaveBehind } from '../leave-behind/index.ts';
import type { Enrolling } from './enrolling.ts';
import { foundMethod } from './methods.ts';
import type { DeskPorts, DeskSettings } from './ports.ts';
import type { DeskState, Store } from './state.ts';

/** A page for the person to take along, on paper, where the site has a printer for it. */
export interface LeavingBehind {
  readonly print: () => Promise<Result<Nothing>>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly enrolling: Pick<Enrolling, 'current'>;
}

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

const aboutOf = (view: EnrollmentView, language: Language, { site }: DeskSettings): LeaveBehind => {
  const { kind, name } = foundMethod(view);
  const { helpContact, notMeContact, helpAddress } = site;
  const whom = { helpContact, notMeContact, helpAddress };
  return { language, site: site.name, method: { kind, name }, ...whom, recordNumber: view.recordNumber };
};

/** Whether the person who is enrolled stands before their last screen, and has no page yet. */
const isTheirs = ({ facing, handover, leaveBehind }: DeskState): boolean =>
  facing === 'enrollee' && handover === null && (leaveBehind === 'ready' || leaveBehind === 'failed');

/** Once, at the end, by the person who is enrolled; again only where it did not work. */
export const createLeavingBehind = ({ ports, store, enrolling }: Parts): LeavingBehind => ({
  print: async () => {
    const view = enrolling.current()?.view();
    const { printLeaveBehind: print, settings } = ports;
    if (print === null || view?.at !== 'done' || !isTheirs(store.get())) return notNow();
    store.update({ leaveBehind: 'printing', problem: null });
    const printed = await print(aboutOf(view, store.get().language, settings));
    ports.journal.append({
      type: 'leave-behind',
      enrollment: view.id,
      step: null,
      actor: view.person.id,
      subject: view.person.id,
      data: { printed },
    });
    if (enrolling.current()?.view().id === view.id) {
      store.update({ leaveBehind: printed ? 'printed' : 'failed' });
    }
    return ok({});
  },
});

import { failed, ok, problemOf, type Nothing, type Result, type Screen } from '../../shared/index.ts';
import type { DeskSettings } from './ports.ts';
import type { DeskState, Store } from './state.ts';

/** The policy in force while somebody reads it; null while nobody does. */
export const policyScreen = (
  { readsPolicy, phase, facing }: DeskState,
  { policy }: DeskSettings,
): Extract<Screen, { kind: 'operator/policy' }> | null =>
  readsPolicy && phase === 'ready' && facing === 'operator'
    ? {
        kind: 'operator/policy',
        sentences: policy.sentences.map(({ code, params }) => ({ code, params: { ...params } })),
        ruleSet: policy.ruleSet,
      }
    : null;

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

/** The page about the policy lies over a waiting desk, and only the operator opens it. */
export const policyHandlers = (store: Store) => ({
  'policy.show': (): Result<Nothing> => {
    const { phase, facing } = store.get();
    if (phase !== 'ready' || facing !== 'operator') return notNow();
    store.update({ readsPolicy: true, problem: null });
    return ok({});
  },
  'policy.close': (): Result<Nothing> => {
    if (!store.get().readsPolicy) return notNow();
    store.update({ readsPolicy: false });
    return ok({});
  },
});

import { effectsOf, textOf, toRepeat, toSettle, toUndo } from '../../src/main/enrollment/effects.ts';
import type { Stored } from '../../src/main/journal/index.ts';

/** Methods that the person said are not theirs. */
const disowned = (entries: readonly Stored[]): readonly string[] => {
  const bodies = entries.map(({ entry }) => entry);
  const said = bodies.some(({ type, data }) => type === 'method.owned' && data['own'] === false);
  return said
    ? bodies.flatMap(({ type, data }) =>
        type === 'method.unexpected' ? (textOf(data, 'methodId') ?? []) : [],
      )
    : [];
};

const alerts = (entries: readonly Stored[], methodId: string): number =>
  entries.filter(({ entry: { type, data } }) => type === 'alert.raised' && data['methodId'] === methodId)
    .length;

/**
 * What the record of a closed enrollment says, held against the methods that the tenant has.
 *
 * @returns what is not as it must be: an effect that nobody knows of, a removal that did not come to be, a key of which
 * the record says the wrong thing
 */
export const problemsOfRecord = (
  entries: readonly Stored[],
  methods: readonly string[],
): readonly string[] => {
  const effects = effectsOf(entries.map(({ entry }) => entry));
  const there = (id: string | null): boolean => id !== null && methods.includes(id);
  const undecided = [...toUndo(effects), ...toRepeat(effects), ...toSettle(effects)];
  const removed = effects.filter(({ step }) => step === 'stolen-methods' || step === 'lost-methods');
  const keys = effects.filter(({ step }) => step === 'provision');
  return [
    ...undecided.map(({ step, state }) => `${step} is ${state}`),
    ...removed
      .filter(({ data }) => there(textOf(data, 'methodId')))
      .map(({ step }) => `${step}: still there`),
    ...keys
      .filter(({ data, state }) => there(textOf(data, 'credentialId')) !== (state === 'ok'))
      .map(({ state }) => `the record says of the key: ${state}`),
    ...disowned(entries).flatMap((id) => [
      ...(there(id) ? ["somebody else's method is still there"] : []),
      ...(alerts(entries, id) === 1 ? [] : [`${alerts(entries, id)} alerts over somebody else's method`]),
    ]),
  ];
};

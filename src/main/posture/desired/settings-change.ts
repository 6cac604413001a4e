import { changeNeeds, nothingToDo, type Change, type Plan, type Risk } from './change.ts';

/** Settings of one configuration by Graph's names. */
export type Settings = Readonly<Record<string, unknown>>;

/** One configuration of the authentication methods policy, as it is and as it should be. */
export interface MethodSettings {
  readonly id: string;
  readonly what: string;
  readonly path: string;
  /** `@odata.type`, which Graph wants in every change. */
  readonly type: string;
  readonly before: Settings;
  readonly after: Settings;
  readonly risk: Risk;
  readonly ready: boolean;
}

const only = (settings: Settings, keys: readonly string[]): Settings =>
  Object.fromEntries(keys.map((key) => [key, settings[key]]));

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** One change with the settings that differ, and no others; nothing where none does. */
export const settingsChange = (one: MethodSettings): Plan => {
  const { before, after, path, type } = one;
  const differ = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (differ.length === 0) return nothingToDo;
  const say = (settings: Settings): readonly string[] =>
    differ.map((key) => `${key}: ${shown(settings[key])}`);
  const request = (settings: Settings): Change['request'] => ({
    method: 'PATCH',
    path,
    body: { '@odata.type': type, ...only(settings, differ) },
  });
  return {
    changes: [
      {
        id: one.id,
        what: one.what,
        before: say(before),
        after: say(after),
        needs: changeNeeds.methods,
        risk: one.risk,
        ready: one.ready,
        request: request(after),
        undo: { what: `Take back: ${one.what}`, risk: 'can-lock-out', request: request(before) },
        policyId: null,
      },
    ],
    obstacles: [],
  };
};

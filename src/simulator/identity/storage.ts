import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  payload: AdapterPayload;
  /** Milliseconds; after it the entry is gone. */
  readonly expiresAt: number;
}

const nothing = () => Promise.resolve(undefined);

/** Remembers nothing. */
const forgetful: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
};

/**
 * Where the provider keeps sessions, codes and refresh tokens: in memory, for as long as the simulation runs.
 * @param now milliseconds of the machine's clock, by which the provider counts lifetimes
 */
export function createStorage(now: () => number): (model: string) => Adapter {
  const entries = new Map<string, Stored>();
  const find = (key: string) => {
    const stored = entries.get(key);
    if (stored === undefined || stored.expiresAt > now()) return stored;
    entries.delete(key);
    return undefined;
  };
  const remove = (matches: (key: string, payload: AdapterPayload) => boolean) => {
    for (const [key, { payload }] of entries) if (matches(key, payload)) entries.delete(key);
    return Promise.resolve();
  };
  return (model) => {
    const keyOf = (id: string) => `${model} ${id}`;
    const search = (fits: (payload: AdapterPayload) => boolean) => {
      const keys = [...entries.keys()].filter((key) => key.startsWith(`${model} `));
      return Promise.resolve(
        keys.map((key) => find(key)?.payload).find((one) => one !== undefined && fits(one)),
      );
    };
    // A client may show its assertion until it ends, as the service allows and its libraries do.
    if (model === 'ReplayDetection') return forgetful;
    return {
      upsert: (id, payload, expiresIn) => {
        entries.set(keyOf(id), { payload, expiresAt: now() + (expiresIn ?? 86_400) * 1000 });
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(find(keyOf(id))?.payload),
      findByUid: (uid) => search((payload) => payload.uid === uid),
      findByUserCode: (code) => search((payload) => payload.userCode === code),
      consume: (id) => {
        const stored = find(keyOf(id));
        if (stored !== undefined) stored.payload = { ...stored.payload, consumed: Math.floor(now() / 1000) };
        return Promise.resolve();
      },
      destroy: (id) => remove((key) => key === keyOf(id)),
      revokeByGrantId: (grantId) => remove((_, payload) => payload.grantId === grantId),
    };
  };
}

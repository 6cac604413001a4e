import type { Place } from './port.ts';

/** A folder of a place, as a place. */
export const within = (place: Place, folder: string): Place => ({
  name: place.name,
  put: (key, text) => place.put(`${folder}${key}`, text),
  read: (key) => place.read(`${folder}${key}`),
  keys: async function* keys(inner, after) {
    const from = after === undefined ? undefined : `${folder}${after}`;
    for await (const key of place.keys(`${folder}${inner}`, from)) yield key.slice(folder.length);
  },
});

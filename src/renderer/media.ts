import { useSyncExternalStore } from 'react';

const createMedia = (query: string) => {
  const list = window.matchMedia(query);
  return {
    subscribe: (listener: () => void) => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    matches: () => list.matches,
  };
};

/** One list a query, for as long as the page lives: the page asks a handful of queries, again at every drawing. */
const asked = new Map<string, ReturnType<typeof createMedia>>();

/** Whether a media query matches now, followed as it changes. */
export const useMedia = (query: string): boolean => {
  const media = asked.get(query) ?? createMedia(query);
  asked.set(query, media);
  return useSyncExternalStore(media.subscribe, media.matches);
};

const paths = {
  check: 'M4 12.5 9.5 18 20 6.5',
  cross: 'M6 6 18 18M18 6 6 18',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5 11h14v10H5z',
  unlocked: 'M7 11V8a5 5 0 0 1 9.6-2M5 11h14v10H5z',
  eye: 'M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  globe:
    'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3.5 9.5h17M3.5 14.5h17M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
  stop: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM8.5 8.5l7 7M15.5 8.5l-7 7',
  warning: 'M12 3.5 22 20.5H2zM12 10v5M12 17.6v.4',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5.5l3.5 2',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
  key: 'M8 8a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM12.5 12.5H22M19 12.5v4M16 12.5v3',
  phone: 'M7.5 2.5h9v19h-9zM10.8 18.5h2.4',
  badge: 'M4 6.5h16v13H4zM9.5 6.5v-3h5v3M9 11a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM14 12h3.5M14 15.5h3.5',
  document: 'M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12h7M9 15.5h7',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  sound: 'M4 9.5h4l5-4.5v14l-5-4.5H4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 13h10v8H7z',
  again: 'M19.5 9A8 8 0 1 0 20 13M20 4v5h-5',
  shift: 'M12 4 3.5 13H8v7h8v-7h4.5z',
  keyboard: 'M2.5 6h19v12h-19zM6 9.5h.1M9 9.5h.1M12 9.5h.1M15 9.5h.1M18 9.5h.1M7.5 14.5h9',
  erase: 'M9 5.5h12v13H9L3 12zM12 9.5l5 5M17 9.5l-5 5',
  unsure: 'M9 9.2a3 3 0 1 1 4.3 2.7c-1 .5-1.3 1.1-1.3 2.3M12 17.5v.4M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z',
  waiting: 'M6 12h.1M12 12h.1M18 12h.1',
} as const;

export type IconName = keyof typeof paths;

/** A small drawing beside a word; the word carries the meaning. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);

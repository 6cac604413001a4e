import type { ReactNode } from 'react';

/** Keys scroll what has the focus. */
const takesFocus = (area: HTMLElement | null): void => {
  if (area !== null) area.tabIndex = 0;
};

/** The part of a view that may be longer than the screen: what leads elsewhere stays where it is. */
export const Scroll = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <section className="console-scroll" aria-label={name} ref={takesFocus}>
    {children}
  </section>
);

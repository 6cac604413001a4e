import type { ReactNode } from 'react';

/** Keys scroll what has the focus. */
const takesFocus = (area: HTMLElement | null): void => {
  if (area !== null) area.tabIndex = 0;
};

interface ScrollProps {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The part of a screen that may be longer than it: what leads elsewhere stays where it is. */
export const Scroll = ({ name, className = 'console-scroll', children }: ScrollProps) => (
  <section className={className} aria-label={name} ref={takesFocus}>
    {children}
  </section>
);

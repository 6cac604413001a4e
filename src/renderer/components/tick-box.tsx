import type { ReactNode } from 'react';

interface TickBoxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  /** What it stands for, for whoever plays the screens in a test. */
  readonly method?: string;
}

/** One thing to tick. The whole line is the target. A plain checkbox: it is on the screen with the next frame. */
export const TickBox = ({ checked, onChange, children, method }: TickBoxProps) => (
  <label className="tick-box">
    <input
      type="checkbox"
      checked={checked}
      data-method={method}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <span>{children}</span>
  </label>
);

import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** One word that says how it stands, in the tone of its panel. */
export const Verdict = ({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }) => (
  <span className="verdict">
    <Icon name={icon} /> {children}
  </span>
);

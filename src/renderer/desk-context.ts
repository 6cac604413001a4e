import { createContext, useContext } from 'react';
import type { Channel, Problem, RequestOf, Snapshot } from '../shared/index.ts';
import type { PassHolder } from './desk/pass/holder.ts';

/** What is asked instead of the present screen; the screen itself stays what the snapshot says. */
export type Aside = 'stop' | 'language' | null;

/** What every screen has at hand. */
export interface Desk {
  readonly snapshot: Snapshot;
  /** Monotonic milliseconds at which the snapshot came. */
  readonly atMs: number;
  /** Sends an intent; a refusal shows as `problem` on the present screen. */
  readonly send: <C extends Channel>(channel: C, request: RequestOf<C>) => void;
  readonly problem: Problem | null;
  readonly aside: Aside;
  readonly setAside: (aside: Aside) => void;
  readonly pass: PassHolder;
}

export const DeskContext = createContext<Desk | null>(null);

/** The desk of the window. @throws Error outside of the desk: a mistake of ours */
export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('A screen was rendered outside of the desk');
  return desk;
};

import type { ReactNode } from 'react';
import type { Channel, RequestOf } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';

interface TileProps<C extends Channel> {
  readonly intent: C;
  readonly request: RequestOf<C>;
  readonly className: 'choice-tile' | 'way-tile';
  readonly children: ReactNode;
  /** What it stands for, for whoever plays the screens in a test. */
  readonly [data: `data-${string}`]: string;
}

/** One of a few things to choose from, with a picture; sends one intent when pressed. */
export const Tile = <C extends Channel>({ intent, request, className, children, ...data }: TileProps<C>) => {
  const { send } = useDesk();
  return (
    <button
      type="button"
      className={className}
      data-intent={intent}
      {...data}
      onClick={() => send(intent, request)}
    >
      {children}
    </button>
  );
};

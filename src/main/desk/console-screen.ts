import type { ConsoleScreen } from '../../shared/index.ts';
import type { ConsoleState } from './console.ts';

/** The console as the window shows it. */
export const consoleScreenOf = ({ supervisor, waiting, fleet, busy, view }: ConsoleState): ConsoleScreen => ({
  kind: 'supervisor/console',
  name: supervisor.displayName,
  waiting,
  fleet,
  busy,
  view,
});

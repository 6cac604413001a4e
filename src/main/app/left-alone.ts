type On<Name extends string, Listener> = (name: Name, listener: Listener) => unknown;
type Told = () => void;

/** What of Electron tells that the machine or its display was gone for a while. */
export interface MachineEvents {
  readonly app: {
    readonly on: On<'child-process-gone', (event: unknown, details: { readonly type: string }) => void>;
  };
  readonly powerMonitor: {
    readonly on: On<'suspend', Told> & On<'resume', Told> & On<'lock-screen', Told>;
  };
  readonly screen: { readonly on: On<'display-removed', Told> };
}

/**
 * Calls `leftAlone` whenever nobody can have seen what the desk showed: the machine slept or was locked, the display
 * was taken away, the process that paints it died. What comes back from there is treated as a person who walked away.
 * Source: facts about faults (F16).
 */
export const whenLeftAlone = ({ app, powerMonitor, screen }: MachineEvents, leftAlone: Told): void => {
  powerMonitor.on('suspend', leftAlone);
  powerMonitor.on('resume', leftAlone);
  powerMonitor.on('lock-screen', leftAlone);
  screen.on('display-removed', leftAlone);
  app.on('child-process-gone', (_event, { type }) => {
    if (type === 'GPU') leftAlone();
  });
};

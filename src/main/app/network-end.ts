/** What of Electron tells that a process of its own has ended. */
export interface ProcessEvents {
  readonly on: (
    name: 'child-process-gone',
    listener: (
      event: unknown,
      details: { readonly type: string; readonly reason: string; readonly serviceName?: string },
    ) => void,
  ) => unknown;
}

/** Chromium's own name of it. */
const networkService = 'network.mojom.NetworkService';

/**
 * Calls `ended` when the process that speaks to the network has failed. Chromium starts another one, which nobody tells
 * what the first was told of certificates: the desk has to start anew as well. Tried on Electron 33.
 */
export const whenNetworkEnds = (app: ProcessEvents, ended: () => void): void => {
  app.on('child-process-gone', (_event, { reason, serviceName }) => {
    if (serviceName === networkService && reason !== 'clean-exit') ended();
  });
};

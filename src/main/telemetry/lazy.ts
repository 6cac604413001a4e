import type { TelemetrySetup } from './open.ts';
import type { Telemetry } from './port.ts';

/** Opens the way to the receiver. The whole kit is read by it, which a desk that tells nobody never needs. */
export const openTelemetry = async (setup: TelemetrySetup): Promise<Telemetry> => {
  const { openTelemetry: open } = await import('./open.ts');
  return open(setup);
};

export { allowed, attributesOf, type AttributeName } from './attributes.ts';
export { openTelemetry } from './lazy.ts';
export { metrics, type MetricName } from './instruments.ts';
export { tellingFetch, tellingJournal, tellingLog } from './observing.ts';
export type { GraphCall, LogLine, Telemetry, Told, Waiting } from './port.ts';
export type { TelemetrySetup } from './open.ts';
export { routeOf } from './route.ts';
export { telemetryConfig, type TelemetryConfig, type TelemetryReceiver } from './settings.ts';

export { plugIn, simulatedModel, type PluggedKey } from './plug-in.ts';
export { startRealTools, type RealTools } from './real-tools.ts';
export type { Held } from './software-key.ts';

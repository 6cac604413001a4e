export { plugIn, simulatedModel, type PluggedKey } from './plug-in.ts';

export { createToolKey, toolsNeeded, type ToolKeyOptions } from './make-key.ts';
export type { KeyAnswer, KeyAsk, KeyFailure, KeyPerson, KeyResult, MakeKey, PinQuestion } from './port.ts';
export { runTool } from './run-tool.ts';

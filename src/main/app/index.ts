export { start } from './lifecycle.ts';

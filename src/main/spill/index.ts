export { createSpill, type Spill } from './spill.ts';

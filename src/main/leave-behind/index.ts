export { leaveBehindPage, type LeaveBehind } from './page.ts';

export { connectionTrouble } from './connection.ts';

export { readNumber, readTypedNumber, type FormatFault, type NumberFormat } from './number.ts';
export { cardLayouts, type CardLayoutName } from './table.ts';

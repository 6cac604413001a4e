import { useText } from '../text/index.ts';

/** What sentences of reasons name of one person or moment: of many there is nothing to name. */
export const factNames = [
  'count',
  'date',
  'days',
  'fact',
  'group',
  'maximum',
  'minimum',
  'minutes',
  'needed',
  'passes',
  'phase',
  'policy',
  'read',
  'role',
  'step',
  'time',
  'type',
  'until',
  'wait',
  'zone',
] as const;

const untold = Object.fromEntries(factNames.map((name) => [name, '…']));

/** Gaps that stand side by side are one gap. */
export const oneGap = (sentence: string): string => sentence.replaceAll(/…(?:\s*[（(]?…[）)]?)+/g, '…');

/** A reason of the policy in words, without the facts of a single case. */
export const useRefusalWords = (): ((code: string) => string) => {
  const { t, find } = useText();
  return (code) => oneGap(find(`reason.${code}`, untold) ?? t('reason-unknown', { code }));
};

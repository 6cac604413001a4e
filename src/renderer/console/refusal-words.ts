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

/**
 * Gaps that stand side by side are one gap, and one at the end of a sentence is its end. Chinese sentences have no space
 * between them: there the full stop goes at the very end alone.
 */
export const tidyGaps = (sentence: string): string =>
  sentence.replaceAll(/…(?:[,，]?\s*(?:…|\(…\)|（…）))+/g, '…').replaceAll(/…(?:\.|。$)/g, '…');

/** A reason of the policy in words, without the facts of a single case. */
export const useRefusalWords = (): ((code: string) => string) => {
  const { t, find } = useText();
  return (code) => tidyGaps(find(`reason.${code}`, untold) ?? t('reason-unknown', { code }));
};

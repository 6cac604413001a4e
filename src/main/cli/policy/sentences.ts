import { reasonSentences, type ReasonCode } from '../../../shared/index.ts';

/** The English sentence of a reason, filled. */
export const sentenceOf = (code: ReasonCode, params: Readonly<Record<string, string | number>>): string =>
  reasonSentences[code].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

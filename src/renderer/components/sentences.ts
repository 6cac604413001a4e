import type { Problem } from '../../shared/index.ts';
import type { Text } from '../text/index.ts';

interface Sentences {
  readonly what: string;
  readonly todo: string;
}

/** What happened and what to do, in the words of who faces the display. */
export const sentencesOf = (
  problem: Problem,
  text: Pick<Text, 't' | 'find' | 'seconds'>,
  forEnrollee: boolean,
): Sentences => {
  const { code } = problem;
  const { seconds } = problem.params;
  const wait = typeof seconds === 'number' ? text.seconds(seconds) : null;
  const params = wait === null ? problem.params : { ...problem.params, wait };
  if (!forEnrollee) {
    const timed = wait === null ? null : text.find(`problem.${code}.do-in`, params);
    return {
      what: text.t(`problem.${code}.what`, params),
      todo: timed ?? text.t(`problem.${code}.do`, params),
    };
  }
  const timed = wait === null ? null : text.find(`problem-plain.${code}.do-in`, params);
  return {
    what: text.find(`problem-plain.${code}.what`, params) ?? text.t('problem-plain.other.what'),
    todo: timed ?? text.find(`problem-plain.${code}.do`, params) ?? text.t('problem-plain.other.do'),
  };
};

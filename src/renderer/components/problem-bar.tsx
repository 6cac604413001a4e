import type { Problem } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText, type Text } from '../text/index.ts';
import { Icon } from './icon.tsx';

interface Sentences {
  readonly what: string;
  readonly todo: string;
}

/** What happened and what to do, in the words of who faces the display. */
export const sentencesOf = (problem: Problem, text: Text, forEnrollee: boolean): Sentences => {
  const { code, params } = problem;
  if (!forEnrollee) {
    return { what: text.t(`problem.${code}.what`, params), todo: text.t(`problem.${code}.do`, params) };
  }
  return {
    what: text.find(`problem-plain.${code}.what`, params) ?? text.t('problem-plain.other.what'),
    todo: text.find(`problem-plain.${code}.do`, params) ?? text.t('problem-plain.other.do'),
  };
};

/** The short code by which the log and the tenant's own records are searched. */
const codeOf = ({ code, correlationId }: Problem): string =>
  correlationId === null ? code : `${code} · ${correlationId.slice(0, 8)}`;

export const ProblemNote = ({ problem }: { readonly problem: Problem }) => {
  const text = useText();
  const forEnrollee = useDesk().snapshot.screen.kind.startsWith('enrollee/');
  const { what, todo } = sentencesOf(problem, text, forEnrollee);
  return (
    <div className="problem">
      <Icon name="warning" />
      <p>
        <strong>{what}</strong> {todo} <span className="problem-code">{codeOf(problem)}</span>
      </p>
    </div>
  );
};

/** What went wrong on the present screen, which stays as it is. */
export const ProblemBar = () => {
  const { problem } = useDesk();
  return <div role="alert">{problem === null ? null : <ProblemNote problem={problem} />}</div>;
};

import type { Problem } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { Icon } from './icon.tsx';
import { inOneLine } from './in-one-line.ts';
import { sentencesOf } from './sentences.ts';

/** The short code by which the log and the tenant's own records are searched. */
const codeOf = ({ code, correlationId }: Problem): string =>
  inOneLine([code, correlationId?.slice(0, 8) ?? null]);

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

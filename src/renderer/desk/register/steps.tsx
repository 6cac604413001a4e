import { Icon } from '../../components/icon.tsx';

interface StepsProps {
  readonly steps: readonly { readonly id: string; readonly text: string }[];
  /** The id of the step that is on. */
  readonly now: string;
}

/** What is to be done, one after the other; what is done is ticked. */
export const Steps = ({ steps, now }: StepsProps) => {
  const at = steps.findIndex(({ id }) => id === now);
  return (
    <ol className="steps">
      {steps.map(({ id, text }, index) => (
        <li
          key={id}
          data-place={index < at ? 'past' : index === at ? 'now' : 'later'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="step-mark">{index < at ? <Icon name="check" /> : index + 1}</span>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
};

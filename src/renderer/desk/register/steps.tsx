import { Icon } from '../../components/icon.tsx';

interface Step {
  readonly id: string;
  readonly text: string;
}

interface StepsProps {
  readonly steps: readonly Step[];
  /** The id of the step that is on. */
  readonly now: string;
}

interface MarkedStepProps {
  readonly step: Step;
  readonly index: number;
  readonly at: number;
}

const MarkedStep = ({ step, index, at }: MarkedStepProps) => (
  <li
    data-place={index < at ? 'past' : index === at ? 'now' : 'later'}
    aria-current={index === at ? 'step' : undefined}
  >
    <span className="step-mark">{index < at ? <Icon name="check" /> : index + 1}</span>
    <span className="step-text">{step.text}</span>
  </li>
);

/**
 * What is to be done, one after the other; what is done is ticked. Beside the guarded window, where there is little
 * room, the style shows the sentence of the present step alone.
 */
export const Steps = ({ steps, now }: StepsProps) => {
  const at = steps.findIndex(({ id }) => id === now);
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <MarkedStep key={step.id} step={step} index={index} at={at} />
      ))}
    </ol>
  );
};

import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { clockFace, useSecondsLeft } from '../time.ts';
import { Icon } from './icon.tsx';

interface CountdownProps {
  readonly of: 'pass' | 'approval' | 'walk-away' | 'return-to-start';
  readonly secondsLeft: number;
}

const Running = ({ of, secondsLeft }: CountdownProps) => {
  const { atMs } = useDesk();
  const { t } = useText();
  const left = useSecondsLeft(secondsLeft, atMs);
  return (
    <div className="countdown" data-of={of} role="timer" aria-label={t(`countdown.${of}`)}>
      <Icon name="clock" />
      <span className="countdown-label">{t(`countdown.${of}`)}</span>
      <span className="countdown-time">{clockFace(left)}</span>
    </div>
  );
};

/** The time that is left where something runs out. Counts by itself. */
export const Countdown = () => {
  const { countdown } = useDesk().snapshot;
  return countdown === null ? null : <Running of={countdown.of} secondsLeft={countdown.secondsLeft} />;
};

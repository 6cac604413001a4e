import { Spinner } from '@fluentui/react-components';
import type { Work } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { usePassed } from '../time.ts';
import { BigButton, PressButton } from './big-button.tsx';
import { useState } from 'react';

/** After 300 ms a shape, after 3 s a sentence, after 20 s a choice. Source: the look of the desk, "A screen". */
const MOMENTS_MS = [300, 3_000, 20_000] as const;

const Choice = () => {
  const { t } = useText();
  const [waits, setWaits] = useState(false);
  if (waits) return null;
  return (
    <div className="working-choice">
      <p>{t('working.long')}</p>
      <div className="actions">
        <PressButton look="main" onPress={() => setWaits(true)}>
          {t('working.wait')}
        </PressButton>
        <BigButton intent="enrollment.cancel" request={{}} look="stop">
          {t('working.stop')}
        </BigButton>
      </div>
    </div>
  );
};

interface WorkingProps {
  readonly work: Work;
  readonly plain?: boolean;
  /** Undoing and finding a person cannot be stopped. */
  readonly stoppable?: boolean;
}

const Shape = ({ work, plain, stoppable }: WorkingProps) => {
  const { t } = useText();
  const passed = usePassed(MOMENTS_MS);
  return (
    <div className="working" aria-live="polite">
      {passed >= 1 ? (
        <Spinner size="huge" aria-label={t('working.label')} />
      ) : (
        <div className="working-room" />
      )}
      {passed >= 2 ? (
        <p className="working-sentence">{t(plain ? `work-plain.${work}` : `work.${work}`)}</p>
      ) : null}
      {passed >= 3 && stoppable ? <Choice /> : null}
    </div>
  );
};

/** Shows that the machine is at it, and says what it waits for when that takes long. Starts anew with each work. */
export const Working = ({ work, plain = false, stoppable = false }: WorkingProps) => (
  <Shape key={work} work={work} plain={plain} stoppable={stoppable} />
);

import type { Screen, Stage } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { Icon } from './icon.tsx';

const stages: readonly Stage[] = ['badge', 'check', 'pass', 'register', 'test', 'done'];

/** After a refusal or a stop the line would claim steps that were never taken. */
const brokenOff = (screen: Screen): boolean =>
  screen.kind === 'operator/refused' ||
  screen.kind === 'operator/stopped' ||
  screen.kind === 'enrollee/stopped' ||
  ('work' in screen && screen.work === 'undoing');

const placeOf = (index: number, now: number): 'past' | 'now' | 'later' =>
  index < now ? 'past' : index === now ? 'now' : 'later';

/** Where am I: Badge · Check · Pass · Register · Test · Done. */
export const StepLine = () => {
  const { stage, screen } = useDesk().snapshot;
  const { t } = useText();
  if (stage === null || brokenOff(screen)) return null;
  const now = stages.indexOf(stage);
  return (
    <ol className="step-line" aria-label={t('frame.steps')}>
      {stages.map((one, index) => {
        const place = placeOf(index, now);
        return (
          <li key={one} data-place={place} aria-current={place === 'now' ? 'step' : undefined}>
            <span className="step-mark">{place === 'past' ? <Icon name="check" /> : index + 1}</span>
            <span className="step-name">{t(`stage.${one}`)}</span>
          </li>
        );
      })}
    </ol>
  );
};

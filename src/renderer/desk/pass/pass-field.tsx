import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';
import type { PassView } from './holder.ts';
import { paintPass } from './paint.ts';
import { spellOut } from './spell.ts';

/** Whether the pass is here and seen, followed as it changes. */
export const usePassView = (): PassView => {
  const { pass } = useDesk();
  return useSyncExternalStore(pass.subscribe, pass.view);
};

/** Eight dots whatever the length, so that the masked field says nothing. */
const Dots = () => (
  <span className="pass-dots" aria-hidden="true">
    <span className="pass-group">••••</span>
    <span className="pass-group">••••</span>
  </span>
);

/**
 * The field in which the pass appears. A screen reader is told that it is shown, not what it says: read as a word
 * it is noise. `SpokenPass` spells it.
 */
export const PassField = () => {
  const { pass } = useDesk();
  const { t } = useText();
  const { present, showing } = usePassView();
  const place = useRef<HTMLSpanElement>(null);
  const seen = showing === 'held' || showing === 'kept';
  useLayoutEffect(() => {
    if (!seen || place.current === null) return undefined;
    return pass.paint(place.current, paintPass);
  }, [pass, seen]);
  // Leaving the screen is letting go.
  useEffect(() => pass.hide, [pass]);
  const label = !present ? 'pass.gone' : seen ? 'pass.shown' : 'pass.hidden';
  return (
    <div className="pass-field" role="img" aria-label={t(label)} data-shown={seen}>
      {present ? seen ? null : <Dots /> : <span className="pass-gone">{t('pass.gone')}</span>}
      <span ref={place} className="pass-text" aria-hidden="true" />
    </div>
  );
};

/** The pass in words for a screen reader, only after it was asked for. */
export const SpokenPass = () => {
  const { pass } = useDesk();
  const { t } = useText();
  const { showing } = usePassView();
  const place = useRef<HTMLDivElement>(null);
  const spoken = showing === 'spoken';
  useLayoutEffect(() => {
    if (!spoken || place.current === null) return undefined;
    return pass.paint(place.current, (where, text) => {
      where.textContent = spellOut(text, t);
    });
  }, [pass, spoken, t]);
  return <div ref={place} className="for-screen-readers" aria-live="assertive" />;
};

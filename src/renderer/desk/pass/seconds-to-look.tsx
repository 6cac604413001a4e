import { useState } from 'react';
import { useText } from '../../text/index.ts';
import { nowMs, useSecondsLeft } from '../../time.ts';
import { usePassView } from './pass-field.tsx';

const Seconds = ({ left }: { readonly left: number }) => {
  const { t, language } = useText();
  const seconds = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'long' });
  return <p className="soft seconds-to-look">{t('pass.left', { time: seconds.format(left) })}</p>;
};

const RunningOut = ({ secondsLeft }: { readonly secondsLeft: number }) => {
  const [sinceMs] = useState(nowMs);
  return <Seconds left={useSecondsLeft(secondsLeft, sinceMs)} />;
};

/** How long the pass may still be looked at; runs while it is seen. The main process counts too, and has the say. */
export const SecondsToLook = ({ secondsLeft }: { readonly secondsLeft: number }) => {
  const { present, showing } = usePassView();
  if (!present) return null;
  return showing === null ? <Seconds left={secondsLeft} /> : <RunningOut secondsLeft={secondsLeft} />;
};

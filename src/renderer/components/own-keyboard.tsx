import { useState } from 'react';
import { useDesk } from '../desk-context.ts';
import { useMedia } from '../media.ts';
import { useText } from '../text/index.ts';
import { PressButton } from './big-button.tsx';
import { ScreenKeys } from './screen-keyboard.tsx';
import { typedText } from './typed-text.ts';

/** The desk's own keyboard for a field of the desk's own, on a screen that has one. */
export interface OwnKeyboardState {
  /** There is a button for it: where the site shows it always, or people can touch the screen. */
  readonly offered: boolean;
  readonly shown: boolean;
  readonly turn: () => void;
}

/** It comes with the field wherever it is offered: whoever touches the screen has nothing else to type with. */
export const useOwnKeyboard = (): OwnKeyboardState => {
  const { keyboard } = useDesk().snapshot;
  const touch = useMedia('(any-pointer: coarse)');
  const offered = keyboard === 'shown' || (keyboard === 'offered' && touch);
  const [away, setAway] = useState(false);
  return { offered, shown: offered && !away, turn: () => setAway(!away) };
};

export const OwnKeyboardButton = ({ shown, turn }: OwnKeyboardState) => {
  const { t } = useText();
  return (
    <PressButton look="quiet" icon="keyboard" onPress={turn} name="own-keyboard">
      {t(shown ? 'keyboard.hide' : 'keyboard.show')}
    </PressButton>
  );
};

interface OwnKeyboardProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** As many characters as the field takes. */
  readonly most: number;
  readonly enter: () => void;
}

/** What is tapped stays in the window, as what is typed does, until it is sent. */
export const OwnKeyboard = ({ text, setText, most, enter }: OwnKeyboardProps) => (
  <ScreenKeys
    className="screen-keyboard own-keyboard"
    press={(key) => {
      const next = typedText(text, key, most);
      if (next !== null) setText(next);
      else if (key === 'Enter') enter();
    }}
  />
);

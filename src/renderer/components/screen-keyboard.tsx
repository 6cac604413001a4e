import { useState, type CSSProperties, type PointerEvent } from 'react';
import type { ScreenKey } from '../../shared/index.ts';
import { guestFrame, guestKeyboardHeight } from '../../shared/layout.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { Icon, type IconName } from './icon.tsx';
import { letterRows, signRows } from './key-layouts.ts';

interface KeyProps {
  /** What it sends, or does. */
  readonly press: () => void;
  readonly label: string;
  readonly icon?: IconName;
  readonly wide?: boolean;
  readonly pressed?: boolean;
  readonly name: string;
}

/** A finger on a key must not take the focus from the page that is typed into. */
const keepFocus = (event: PointerEvent): void => event.preventDefault();

const Key = ({ press, label, icon, wide = false, pressed, name }: KeyProps) => (
  <button
    type="button"
    className="screen-key"
    data-key={name}
    data-wide={wide}
    aria-label={label}
    aria-pressed={pressed}
    onPointerDown={keepFocus}
    onClick={press}
  >
    {icon === undefined ? label : <Icon name={icon} />}
  </button>
);

const usePlace = (): CSSProperties & Record<`--${string}`, string> => ({
  '--keyboard-left': `${guestFrame.left}px`,
  '--keyboard-right': `${guestFrame.right}px`,
  '--keyboard-bottom': `${guestFrame.bottom}px`,
  '--keyboard-height': `${guestKeyboardHeight - 8}px`,
});

type Send = (key: ScreenKey) => void;

interface LastRowProps {
  readonly signs: boolean;
  readonly setSigns: (on: boolean) => void;
  readonly send: Send;
  /** Whether there is a next field to go to. */
  readonly fields: boolean;
}

const LastRow = ({ signs, setSigns, send, fields }: LastRowProps) => {
  const { t } = useText();
  return (
    <div className="screen-keys">
      <Key
        name="layer"
        wide
        label={t(signs ? 'keyboard.letters' : 'keyboard.signs')}
        press={() => setSigns(!signs)}
      />
      <Key name="@" label="@" press={() => send('@')} />
      <Key name="space" wide label={t('keyboard.space')} press={() => send(' ')} />
      <Key name="." label="." press={() => send('.')} />
      {fields ? <Key name="Tab" wide label={t('keyboard.next')} press={() => send('Tab')} /> : null}
      <Key name="Enter" wide label={t('keyboard.enter')} press={() => send('Enter')} />
    </div>
  );
};

interface ScreenKeysProps {
  readonly press: Send;
  readonly className: string;
  readonly style?: CSSProperties;
  readonly fields?: boolean;
}

/** Four rows of keys: letters of the language, or digits and signs. */
export const ScreenKeys = ({ press: send, className, style, fields = false }: ScreenKeysProps) => {
  const { t, language } = useText();
  const [signs, setSigns] = useState(false);
  const [shift, setShift] = useState(false);
  const press: Send = (key) => {
    send(key);
    setShift(false);
  };
  const rows = signs ? signRows : letterRows[language];
  const shown = (key: string): string => (shift && !signs && key !== 'ß' ? key.toUpperCase() : key);
  const keys = (row: string) =>
    Array.from(row, (key) => <Key key={key} name={key} label={shown(key)} press={() => press(shown(key))} />);
  return (
    <div className={className} style={style} role="group" aria-label={t('keyboard.label')}>
      <div className="screen-keys">{keys(rows[0])}</div>
      <div className="screen-keys">{keys(rows[1])}</div>
      <div className="screen-keys">
        <Key
          name="Shift"
          label={t('keyboard.shift')}
          icon="shift"
          pressed={shift}
          press={() => setShift(!shift)}
        />
        {keys(rows[2])}
        <Key name="Backspace" label={t('keys.erase')} icon="erase" press={() => press('Backspace')} />
      </div>
      <LastRow signs={signs} setSigns={setSigns} send={press} fields={fields} />
    </div>
  );
};

/**
 * The desk's own keyboard under the guarded window. It knows nothing of what is typed: each key goes to the main process,
 * which hands it to the window where people sign in, and to nothing else.
 */
export const ScreenKeyboard = () => {
  const { send } = useDesk();
  const place = usePlace();
  return (
    <ScreenKeys
      className="screen-keyboard"
      style={place}
      fields
      press={(key) => send('keyboard.press', { key })}
    />
  );
};

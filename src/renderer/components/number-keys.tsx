import { useText } from '../text/index.ts';
import { Icon } from './icon.tsx';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface NumberKeysProps {
  readonly label: string;
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  /** Nothing more fits. */
  readonly full: boolean;
}

const Key = ({
  digit,
  full,
  onDigit,
}: { readonly digit: string } & Pick<NumberKeysProps, 'full' | 'onDigit'>) => (
  <button
    type="button"
    className="number-key"
    data-digit={digit}
    // A control that goes away while a finger is on it loses the focus: it stays, and does nothing more.
    aria-disabled={full}
    onClick={() => {
      if (!full) onDigit(digit);
    }}
  >
    {digit}
  </button>
);

/** Digits to touch, for a station without a keyboard. */
export const NumberKeys = ({ label, onDigit, onErase, full }: NumberKeysProps) => {
  const { t } = useText();
  return (
    <div className="number-keys" role="group" aria-label={label}>
      {digits.map((digit) => (
        <Key key={digit} digit={digit} full={full} onDigit={onDigit} />
      ))}
      <span />
      <Key digit="0" full={full} onDigit={onDigit} />
      <button
        type="button"
        className="number-key"
        data-digit="erase"
        aria-label={t('keys.erase')}
        onClick={onErase}
      >
        <Icon name="erase" />
      </button>
    </div>
  );
};

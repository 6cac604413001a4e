import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { NumberKeys } from '../../components/number-keys.tsx';
import { Panel } from '../../components/panel.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';

type Pin = ScreenOf<'operator/pin'>;

interface EntryProps {
  readonly digits: number;
  /** Told once all digits are there; the field is empty again then. */
  readonly onWhole: (pin: string) => void;
}

/** As many places as digits; what was entered shows as dots. */
const Entry = ({ digits, onWhole }: EntryProps) => {
  const { t } = useText();
  const [entered, setEntered] = useState('');
  const add = (digit: string): void => {
    const pin = entered + digit;
    setEntered(pin.length < digits ? pin : '');
    if (pin.length === digits) onWhole(pin);
  };
  return (
    <div className="pin-entry">
      <output className="pin-places" aria-label={t('pin.entered', { count: entered.length, of: digits })}>
        {Array.from({ length: digits }, (_, index) => (
          <span key={index} className="pin-place" data-filled={index < entered.length} />
        ))}
      </output>
      <NumberKeys
        label={t('pin.label')}
        full={false}
        onDigit={add}
        onErase={() => setEntered(entered.slice(0, -1))}
      />
    </div>
  );
};

/** Chosen twice, so that a slip of the finger does not lock the operator out. */
const Choose = ({ digits }: Pick<Pin, 'digits'>) => {
  const { send } = useDesk();
  const { t, number } = useText();
  const [first, setFirst] = useState<string | null>(null);
  const [different, setDifferent] = useState(false);
  const whole = (pin: string): void => {
    setDifferent(first !== null && first !== pin);
    setFirst(first === null ? pin : null);
    if (first === pin) send('pin.choose', { pin });
  };
  const lead = different ? t('pin.different') : t('pin.choose-lead', { digits: number(digits) });
  return (
    <Panel title={first === null ? t('pin.choose-title') : t('pin.again-title')} lead={lead}>
      <Entry key={first === null ? 'first' : 'again'} digits={digits} onWhole={whole} />
    </Panel>
  );
};

const Enter = ({ digits, triesLeft }: Pick<Pin, 'digits' | 'triesLeft'>) => {
  const { send } = useDesk();
  const { t, number } = useText();
  return (
    <Panel
      title={t('pin.enter-title')}
      lead={triesLeft === null ? t('pin.enter-lead') : t('pin.wrong', { left: number(triesLeft) })}
      actions={
        <BigButton intent="pin.forgotten" request={{}} look="quiet">
          {t('pin.forgotten')}
        </BigButton>
      }
    >
      <Entry digits={digits} onWhole={(pin) => send('pin.enter', { pin })} />
    </Panel>
  );
};

/** The operator's PIN, chosen after sign-in and asked when the screen comes back. */
export const OperatorPin = ({ screen }: { readonly screen: Pin }) =>
  screen.mode === 'choose' ? (
    <Choose digits={screen.digits} />
  ) : (
    <Enter digits={screen.digits} triesLeft={screen.triesLeft} />
  );

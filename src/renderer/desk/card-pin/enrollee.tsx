import { useState } from 'react';
import { BigButton, PressButton } from '../../components/big-button.tsx';
import { NumberKeys } from '../../components/number-keys.tsx';
import { Panel } from '../../components/panel.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';

type CardPin = ScreenOf<'enrollee/card-pin'>;

/** SP 800-73-5 part 2, 2.4.3. */
const fewest = 6;
const most = 8;

/** Where the digits go: as many dots as were entered. */
const Places = ({ count }: { readonly count: number }) => {
  const { t } = useText();
  return (
    <output className="pin-places" aria-label={t('card-pin.entered', { count })}>
      {Array.from({ length: most }, (_, index) => (
        <span key={index} className="pin-place" data-filled={index < count} />
      ))}
    </output>
  );
};

/** The PIN of the person's own card. It is in this field until it is sent, and nowhere else in the page. */
export const EnrolleeCardPin = ({ screen }: { readonly screen: CardPin }) => {
  const { send } = useDesk();
  const { t, number } = useText();
  const [entered, setEntered] = useState('');
  const lead = (): string => {
    if (!screen.wasWrong) return t('card-pin.lead');
    return screen.triesLeft === null
      ? t('card-pin.wrong')
      : t('card-pin.wrong-left', { left: number(screen.triesLeft) });
  };
  return (
    <Panel
      title={t('card-pin.title')}
      lead={lead()}
      actions={
        <>
          <PressButton
            look="main"
            name="card-pin.enter"
            disabled={entered.length < fewest}
            onPress={() => {
              setEntered('');
              send('card-pin.enter', { pin: entered });
            }}
          >
            {t('card-pin.done')}
          </PressButton>
          <BigButton intent="card-pin.cancel" request={{}} look="quiet">
            {t('card-pin.cancel')}
          </BigButton>
        </>
      }
    >
      <div className="pin-entry">
        <Places count={entered.length} />
        <NumberKeys
          label={t('pin.label')}
          full={entered.length === most}
          onDigit={(digit) => setEntered(entered + digit)}
          onErase={() => setEntered(entered.slice(0, -1))}
        />
      </div>
    </Panel>
  );
};

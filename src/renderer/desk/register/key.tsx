import type { ScreenOf } from '../../../shared/index.ts';
import { BigButton } from '../../components/big-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { KeyTouch } from '../../components/pictures.tsx';
import { useText } from '../../text/index.ts';
import { AnotherWay } from './buttons.tsx';
import { KeyPin } from './key-pin.tsx';

type Key = ScreenOf<'enrollee/key'>;

const Actions = ({ step }: { readonly step: Key['step'] }) => {
  const { t } = useText();
  if (step === 'save') return null;
  return (
    <>
      {step === 'insert' ? (
        <BigButton intent="key.begin" request={{}} look="main" icon="key">
          {t('key.begin')}
        </BigButton>
      ) : null}
      <AnotherWay />
    </>
  );
};

/** A key from the desk: plugged in, used by the person alone, registered for them. */
export const EnrolleeKey = ({ screen: { step, pin } }: { readonly screen: Key }) => {
  const { t } = useText();
  if (pin !== null) return <KeyPin question={pin} />;
  return (
    <Panel
      picture={<KeyTouch />}
      title={t(`key.${step}.title`)}
      lead={t(`key.${step}.lead`)}
      actions={<Actions step={step} />}
    />
  );
};

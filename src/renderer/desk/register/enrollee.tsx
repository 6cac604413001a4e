import { useState } from 'react';
import { BigButton, PressButton } from '../../components/big-button.tsx';
import { GuestLayout } from '../../components/guest-layout.tsx';
import { Panel } from '../../components/panel.tsx';
import { KeyTouch } from '../../components/pictures.tsx';
import type { GuestOnScreen, ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { PassArea } from '../pass/pass-area.tsx';
import { AnotherWay, LookNow } from './buttons.tsx';
import { Steps } from './steps.tsx';

type Register = ScreenOf<'enrollee/register'>;

const order = ['enter-code', 'add-key', 'finish'] as const;

const useSteps = () => {
  const { t } = useText();
  return order.map((id) => ({ id, text: t(`register.security-key-here.${id}`) }));
};

const EnterForMe = ({ ready }: { readonly ready: boolean }) => {
  const { t } = useText();
  return (
    <BigButton intent="pass.enter-for-me" request={{}} look="main" icon="key" disabled={!ready}>
      {t('register.enter-for-me')}
    </BigButton>
  );
};

/** Here, in the guarded window: our own chrome beside it leads through the page. */
const InGuest = ({ screen, guest }: { readonly screen: Register; readonly guest: GuestOnScreen }) => {
  const { t } = useText();
  const [codeAgain, setCodeAgain] = useState(false);
  // The code is of no use after it was entered; who is asked for it again can have it back.
  const withCode = screen.passAvailable && (screen.step === 'enter-code' || codeAgain);
  return (
    <GuestLayout guest={guest} title={t(`register.${screen.way}.title`)}>
      <Steps steps={useSteps()} now={screen.step} />
      {withCode ? (
        <>
          <EnterForMe ready={guest.state === 'ready'} />
          <PassArea secondsLeft={screen.visibleSecondsLeft} />
        </>
      ) : (
        <>
          <div className="strip-picture">
            <KeyTouch />
          </div>
          {screen.passAvailable ? (
            <PressButton look="quiet" icon="eye" onPress={() => setCodeAgain(true)} name="code-again">
              {t('register.code-again')}
            </PressButton>
          ) : null}
        </>
      )}
      <div className="pair">
        <LookNow main={!withCode} />
        <AnotherWay />
      </div>
      {guest.state === 'ready' ? null : (
        <BigButton intent="guest.reload" request={{}} icon="again">
          {t('guest.reload')}
        </BigButton>
      )}
    </GuestLayout>
  );
};

/** Its window is opening, or was left. */
const NoGuest = () => {
  const { t } = useText();
  return <Panel title={t('register.security-key-here.title')} actions={<AnotherWay />} />;
};

/** The person registers the key they brought. */
export const EnrolleeRegister = ({ screen }: { readonly screen: Register }) =>
  screen.guest === null ? <NoGuest /> : <InGuest screen={screen} guest={screen.guest} />;

import { useState } from 'react';
import { BigButton, PressButton } from '../../components/big-button.tsx';
import { GuestLayout } from '../../components/guest-layout.tsx';
import { Title } from '../../components/panel.tsx';
import { KeyTouch, PhoneLock } from '../../components/pictures.tsx';
import { isOnPhone, type GuestOnScreen, type ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { HoldButton, OtherWaysToRead } from '../pass/pass-controls.tsx';
import { PassField, SpokenPass } from '../pass/pass-field.tsx';
import { SecondsToLook } from '../pass/seconds-to-look.tsx';
import { Steps } from './steps.tsx';

type Register = ScreenOf<'enrollee/register'>;

const order = ['enter-code', 'add-key', 'finish'] as const;

const PassArea = ({ screen, quiet }: { readonly screen: Register; readonly quiet: boolean }) => (
  <div className="pass-area">
    <PassField />
    <SecondsToLook secondsLeft={screen.visibleSecondsLeft} />
    <HoldButton quiet={quiet} />
    <OtherWaysToRead />
    <SpokenPass />
  </div>
);

const LookNow = ({ main }: { readonly main: boolean }) => {
  const { t } = useText();
  return (
    <BigButton intent="register.look-now" request={{}} look={main ? 'main' : 'plain'} icon="check">
      {t('register.finished')}
    </BigButton>
  );
};

const AnotherWay = () => {
  const { t } = useText();
  return (
    <BigButton intent="register.another-way" request={{}} look="quiet">
      {t('register.another-way')}
    </BigButton>
  );
};

const useSteps = (way: Register['way']) => {
  const { t } = useText();
  return order.map((id) => ({ id, text: t(`register.${way}.${id}`) }));
};

/** On the person's own phone: the desk shows what to do there, and waits. */
const OnPhone = ({ screen }: { readonly screen: Register }) => {
  const { t } = useText();
  return (
    <div className="panel panel-split">
      <div className="panel-body">
        <Title>{t(`register.${screen.way}.title`)}</Title>
        <Steps steps={useSteps(screen.way)} now={screen.step} />
        <div className="actions">
          <LookNow main />
          <AnotherWay />
        </div>
      </div>
      {screen.passAvailable ? <PassArea screen={screen} quiet /> : <PhoneLock />}
    </div>
  );
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
      <Steps steps={useSteps(screen.way)} now={screen.step} />
      {withCode ? (
        <>
          <EnterForMe ready={guest.state === 'ready'} />
          <PassArea screen={screen} quiet />
        </>
      ) : (
        <>
          <div className="strip-picture">{isOnPhone(screen.way) ? <PhoneLock /> : <KeyTouch />}</div>
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

/** The person registers the new method. */
export const EnrolleeRegister = ({ screen }: { readonly screen: Register }) =>
  screen.guest === null ? <OnPhone screen={screen} /> : <InGuest screen={screen} guest={screen.guest} />;

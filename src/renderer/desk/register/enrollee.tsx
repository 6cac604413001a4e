import { BigButton } from '../../components/big-button.tsx';
import { GuestLayout } from '../../components/guest-layout.tsx';
import { Panel } from '../../components/panel.tsx';
import { KeyTouch, PhoneLock } from '../../components/pictures.tsx';
import type { GuestOnScreen, ScreenOf } from '../../../shared/index.ts';
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
    <Panel
      picture={<PhoneLock />}
      title={t('register.phone.title')}
      actions={
        <>
          <LookNow main />
          <AnotherWay />
        </>
      }
    >
      <Steps steps={useSteps('phone')} now={screen.step} />
      {screen.passAvailable ? <PassArea screen={screen} quiet /> : null}
    </Panel>
  );
};

/** Here, in the guarded window: our own chrome beside it leads through the page. */
const InGuest = ({ screen, guest }: { readonly screen: Register; readonly guest: GuestOnScreen }) => {
  const { t } = useText();
  return (
    <GuestLayout guest={guest} title={t(`register.${screen.way}.title`)}>
      <Steps steps={useSteps(screen.way)} now={screen.step} />
      {screen.passAvailable ? (
        <>
          <BigButton
            intent="pass.enter-for-me"
            request={{}}
            look="main"
            icon="key"
            disabled={guest.state !== 'ready'}
          >
            {t('register.enter-for-me')}
          </BigButton>
          <PassArea screen={screen} quiet />
        </>
      ) : (
        <div className="strip-picture">{screen.way === 'phone' ? <PhoneLock /> : <KeyTouch />}</div>
      )}
      <div className="pair">
        <LookNow main={!screen.passAvailable} />
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

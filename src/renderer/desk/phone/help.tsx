import { BigButton } from '../../components/big-button.tsx';
import { MarkedList } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { PhoneNoNetwork, PhoneSearch } from '../../components/phone-pictures.tsx';
import type { PhoneHelp, PhonePlatform, PhoneScreen } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { AnotherWay } from '../register/buttons.tsx';
import { PhonePanel } from './phone-panel.tsx';
import { ScanSquare } from './scan.tsx';

const GoOn = () => {
  const { t } = useText();
  return (
    <BigButton intent="phone.help" request={{ about: null }} look="main" icon="arrow">
      {t('phone.go-on')}
    </BigButton>
  );
};

const Menu = () => {
  const { t } = useText();
  return (
    <Panel title={t('phone.menu.title')} actions={<GoOn />}>
      <div className="phone-menu">
        <BigButton intent="phone.help" request={{ about: 'no-network' }}>
          {t('phone.menu.no-network')}
        </BigButton>
        <BigButton intent="phone.help" request={{ about: 'no-camera' }}>
          {t('phone.menu.no-camera')}
        </BigButton>
        <BigButton intent="phone.another" request={{}}>
          {t('phone.menu.another')}
        </BigButton>
        <BigButton intent="phone.help" request={{ about: 'not-working' }}>
          {t('phone.menu.not-working')}
        </BigButton>
      </div>
    </Panel>
  );
};

const NoNetwork = ({ screen }: { readonly screen: PhoneScreen }) => {
  const { t } = useText();
  const { guestNetwork } = screen;
  return (
    <Panel
      picture={<PhoneNoNetwork />}
      title={t('phone.no-network.title')}
      lead={t('phone.no-network.lead')}
      actions={<GoOn />}
    >
      {guestNetwork === null ? null : (
        <MarkedList icon="phone" tone="plain" items={[{ id: 'guest', text: guestNetwork }]} />
      )}
    </Panel>
  );
};

const NoCamera = ({ platform }: { readonly platform: PhonePlatform }) => {
  const { t } = useText();
  return (
    <Panel
      picture={<PhoneSearch platform={platform} />}
      title={t('phone.no-camera.title')}
      lead={t(`phone.no-camera.${platform}`)}
      actions={<GoOn />}
    />
  );
};

const NotWorking = ({ screen }: { readonly screen: PhoneScreen }) => {
  const { t } = useText();
  return (
    <PhonePanel
      title={t('phone.not-working.title')}
      lead={t('phone.not-working.lead')}
      beside={screen.scan === null ? null : <ScanSquare scan={screen.scan} />}
    >
      <div className="phone-menu">
        <GoOn />
        <BigButton intent="phone.another" request={{}} icon="again">
          {t('phone.start-again')}
        </BigButton>
        <AnotherWay />
      </div>
    </PhonePanel>
  );
};

interface HelpProps {
  readonly screen: PhoneScreen;
  readonly platform: PhonePlatform;
  readonly help: PhoneHelp;
}

/** What is in the way on the phone, and what to do about it. Stopping is in the frame, as everywhere. */
export const PhoneHelpView = ({ screen, platform, help }: HelpProps) => {
  switch (help) {
    case 'menu':
      return <Menu />;
    case 'no-network':
      return <NoNetwork screen={screen} />;
    case 'no-camera':
      return <NoCamera platform={platform} />;
    case 'not-working':
      return <NotWorking screen={screen} />;
  }
};

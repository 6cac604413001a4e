import { Panel } from '../../components/panel.tsx';
import { PhoneKind } from '../../components/phone-pictures.tsx';
import { Tile } from '../../components/tile.tsx';
import type { PhonePlatform, PhoneScreen } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { AnotherWay } from '../register/buttons.tsx';

const platforms: readonly PhonePlatform[] = ['ios', 'android'];

const Kind = ({ platform }: { readonly platform: PhonePlatform }) => {
  const { t } = useText();
  return (
    <Tile intent="phone.choose-platform" request={{ platform }} className="way-tile" data-platform={platform}>
      <PhoneKind platform={platform} />
      <strong>{t(`phone.${platform}`)}</strong>
    </Tile>
  );
};

/** The store and the settings are in other places on the two kinds of phones. */
export const WhichPhone = ({ screen }: { readonly screen: PhoneScreen }) => {
  const { t } = useText();
  const lead = screen.way === 'passkey-on-phone' ? 'phone.which.needs' : 'phone.which.lead';
  return (
    <Panel title={t('phone.which.title')} lead={t(lead)} actions={<AnotherWay />}>
      <div className="ways">
        {platforms.map((platform) => (
          <Kind key={platform} platform={platform} />
        ))}
      </div>
    </Panel>
  );
};

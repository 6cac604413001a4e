import { Panel } from '../../components/panel.tsx';
import { PhoneKind } from '../../components/phone-pictures.tsx';
import { useDesk } from '../../desk-context.ts';
import type { PhonePlatform, PhoneScreen } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { AnotherWay } from '../register/buttons.tsx';

const platforms: readonly PhonePlatform[] = ['ios', 'android'];

const Kind = ({ platform }: { readonly platform: PhonePlatform }) => {
  const { send } = useDesk();
  const { t } = useText();
  return (
    <button
      type="button"
      className="way-tile"
      data-intent="phone.choose-platform"
      data-platform={platform}
      onClick={() => send('phone.choose-platform', { platform })}
    >
      <PhoneKind platform={platform} />
      <strong>{t(`phone.${platform}`)}</strong>
    </button>
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

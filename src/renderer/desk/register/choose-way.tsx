import type { RegistrationWay, ScreenOf } from '../../../shared/index.ts';
import { Panel } from '../../components/panel.tsx';
import { NumberMatch } from '../../components/phone-pictures.tsx';
import { KeyTouch, PhoneLock } from '../../components/pictures.tsx';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';

const pictures: Readonly<Record<RegistrationWay, () => React.JSX.Element>> = {
  'security-key-here': KeyTouch,
  'passkey-on-phone': PhoneLock,
  'authenticator-on-phone': NumberMatch,
  'provisioned-key': KeyTouch,
};

const WayTile = ({ way }: { readonly way: RegistrationWay }) => {
  const { send } = useDesk();
  const { t } = useText();
  const Picture = pictures[way];
  return (
    <button
      type="button"
      className="way-tile"
      data-intent="register.choose-way"
      data-way={way}
      onClick={() => send('register.choose-way', { way })}
    >
      <Picture />
      <strong>{t(`way.${way}`)}</strong>
      <span className="soft">{t(`way-about.${way}`)}</span>
    </button>
  );
};

/** With what the person wants to sign in from now on: the ways that can succeed, best first. */
export const EnrolleeChooseWay = ({ screen }: { readonly screen: ScreenOf<'enrollee/choose-way'> }) => {
  const { t } = useText();
  return (
    <Panel title={t('choose-way.title')} lead={t('choose-way.lead')}>
      <div className="ways">
        {screen.ways.map((way) => (
          <WayTile key={way} way={way} />
        ))}
      </div>
    </Panel>
  );
};
